"""Values from elsewhere: spreadsheets, Kolada."""
