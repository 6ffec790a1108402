"""Documents written from a department's workbook: reports, forms, disclosures."""
