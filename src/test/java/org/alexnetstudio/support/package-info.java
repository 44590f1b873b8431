/** What several tests need: drawn data sets, a small experiment, and the program as a process. */
package org.alexnetstudio.support;
