package org.anamnesis.command.planted.two;

/** A slice beside another, with a name that says nothing. */
public class NeighbourManager {}
