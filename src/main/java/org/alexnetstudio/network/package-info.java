/**
 * From the layer list to named DJL blocks, their initial weights, and the table of shapes,
 * parameters and multiply-accumulates. Uses experiment and DJL; no {@code NDArray} leaves the rooms
 * network, training and inspect.
 */
@NullMarked
package org.alexnetstudio.network;

import org.jspecify.annotations.NullMarked;
