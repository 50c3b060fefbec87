"""The data of indicators: how it is read, compared, judged and drawn."""
