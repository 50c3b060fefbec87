"""What a field can hold besides text: numbers, bands, periods."""
