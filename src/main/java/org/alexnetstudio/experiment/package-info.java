/**
 * What to do: immutable records of the experiment file, and its reading, checking and writing. Uses
 * the JDK and Jackson only.
 */
@NullMarked
package org.alexnetstudio.experiment;

import org.jspecify.annotations.NullMarked;
