"""Whether documents, the company data and the platform's form say the same."""
