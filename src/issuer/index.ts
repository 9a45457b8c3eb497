// Signs eligibility tokens blindly, behind an OpenID Connect sign-on. It has no access to a commons' data.
