// Signs eligibility tokens blindly, behind an OpenID Connect sign-on. It knows nothing of a commons.
