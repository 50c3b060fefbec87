"""The names that sphinx-needs reads in ``[needs]``: it passes over all others, and says nothing.

Those of sphinx-needs 9.1; a test holds that they are what is installed.
"""

from __future__ import annotations

NEEDS_KEYS = frozenset(
    {
        *("allow_unsafe_filters", "build_json", "build_json_per_id", "build_json_per_id_path"),
        *("build_needumls", "builder_filter", "card_layouts", "completion_option"),
        *("constraint_failed_options", "constraints", "constraints_failed_color", "css"),
        *("debug_filters", "debug_measurement", "default_layout", "default_style"),
        *("derive_max_links_per_need", "diagram_template", "duration_option", "external_needs"),
        *("extra_links", "extra_options", "fields", "file", "filter_data", "filter_max_time"),
        *("flow_configs", "flow_direction", "flow_engine", "flow_legends", "flow_link_types"),
        *("flow_show_legend", "flow_show_links", "from_toml", "from_toml_table", "functions"),
        *("global_options", "graphviz_styles", "id_from_title", "id_length", "id_regex"),
        *("id_required", "import_keys", "import_parse_by_doctype", "include_needs"),
        *("json_exclude_fields", "json_include_link_conditions", "json_remove_defaults"),
        *("layouts", "links", "max_title_length", "needextend_strict", "parse_dynamic_functions"),
        *("part_prefix", "permalink_data", "permalink_file", "render_context"),
        *("report_dead_links", "report_template", "reproducible_json"),
        *("role_need_max_title_length", "role_need_template", "schema", "schema_debug_active"),
        *("schema_debug_ignore", "schema_debug_path", "schema_definitions"),
        *("schema_definitions_from_json", "schema_validation_enabled", "service_all_data"),
        *("services", "show_link_id", "show_link_title", "show_link_type", "statuses"),
        *("string_links", "table_classes", "table_columns", "table_page_size"),
        *("table_page_sizes", "table_style", "tags", "template_folder", "title_from_content"),
        *("title_optional", "types", "uml_process_max_time", "variant_data", "variant_data_file"),
        *("variant_options", "variants", "views_max_items", "warnings", "warnings_always_warn"),
    }
)
"""In ``[needs]`` itself."""

TYPE_KEYS = frozenset(
    {
        *("color", "directive", "fields", "inherits", "links", "prefix", "style", "title"),
    }
)
"""In the table of a type."""

FIELD_KEYS = frozenset(
    {
        *("default", "derive", "derive_by_type", "description", "nullable"),
        *("parse_dynamic_functions", "parse_variants", "predicates", "schema"),
    }
)
"""In the table of a field."""

LINK_KEYS = frozenset(
    {
        *("allow_dead_links", "color", "copy", "default", "derive", "derive_by_type"),
        *("description", "incoming", "outgoing", "parse_conditions", "parse_dynamic_functions"),
        *("parse_variants", "predicates", "schema", "style", "style_end", "style_part"),
        *("style_start", "target_types"),
    }
)
"""In the table of a link."""
