package org.anamnesis.query.support;

import java.util.List;

/** An answer that is made of items. */
public interface Items {

    List<?> items();
}
