/// Binary files of Avantes AvaSoft.
package dev.spektron.io.avantes;
