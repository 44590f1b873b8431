/**
 * Named tensors in and out of files; knows no network. Uses the JDK and libraries of file formats
 * only.
 */
@NullMarked
package org.alexnetstudio.weights;

import org.jspecify.annotations.NullMarked;
