"""The graph as rows: CSV, JSON lines, Parquet, data frames."""
