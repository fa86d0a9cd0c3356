/** Says nothing of null. */
package dev.attune.datasets.unmarked;
