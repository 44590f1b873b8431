/**
 * One network and one image to what can be seen of them, as plain arrays. Uses data, network, event
 * and DJL.
 */
@NullMarked
package org.alexnetstudio.inspect;

import org.jspecify.annotations.NullMarked;
