/**
 * Images in: sources, split, packed cache, augmentation, prefetched batches. Uses {@code
 * experiment}, Jackson and ImageIO; knows no network and no engine.
 */
@NullMarked
package org.alexnetstudio.data;

import org.jspecify.annotations.NullMarked;
