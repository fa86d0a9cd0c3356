/** A plugin for Attune: a fusion by agreement, the loudness of sound, and the share of frames that are right. */
package com.example.agreement;
