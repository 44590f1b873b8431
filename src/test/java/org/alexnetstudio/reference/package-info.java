/**
 * A second, naive implementation of the network's arithmetic in plain Java and double precision,
 * which the engine's numbers are held against. Uses the experiment's records only.
 */
@NullMarked
package org.alexnetstudio.reference;

import org.jspecify.annotations.NullMarked;
