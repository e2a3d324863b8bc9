// The index adds every API to a connection. Its own Connection is undefined where a part of the
// package was loaded before it, for they load one another in a circle. jsforce 3.10.26
import 'jsforce';

/** A connection of jsforce with all of its APIs. */
export { Connection } from 'jsforce/lib/connection.js';
