"""Pictures drawn by PlantUML."""
