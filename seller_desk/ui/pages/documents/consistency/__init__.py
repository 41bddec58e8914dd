"""The tab Consistency: every fact beside every document, the company data and the form."""
