"""Stories: what people do with a plan through the years, from the first draft on."""
