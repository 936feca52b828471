/**
 * Who is there: accounts of the people who work here, how they sign in, and the tokens that they, the demo's programs and
 * those of outside bodies get.
 */
@NullMarked
package org.anamnesis.standalone.signin;

import org.jspecify.annotations.NullMarked;
