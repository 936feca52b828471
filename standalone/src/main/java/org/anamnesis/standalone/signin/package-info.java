/** Who is there: accounts of the people who work here, how they sign in, and the tokens they and the demo's programs get. */
@NullMarked
package org.anamnesis.standalone.signin;

import org.jspecify.annotations.NullMarked;
