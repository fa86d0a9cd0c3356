package dev.attune.encoders.faces;

/**
 * An upright rectangle of a picture.
 *
 * @param x its left side in pixels
 * @param y its upper side in pixels
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
record Box(double x, double y, double width, double height) {
    Box {
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("a box must have a size above 0, found " + width + " x " + height);
        }
    }

    double area() {
        return width * height;
    }

    /** Returns the geometric mean of width and height. */
    double size() {
        return Math.sqrt(area());
    }

    Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    Box shifted(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }

    double intersection(Box other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return Math.max(0, across) * Math.max(0, down);
    }

    /** Returns the common area as a part of the area that either covers, in [0, 1]. */
    double overlap(Box other) {
        double common = intersection(other);
        return common / (area() + other.area() - common);
    }

    /** Returns the distance of the centres as a part of the mean size. */
    double distance(Box other) {
        Point here = centre();
        Point there = other.centre();
        return Math.hypot(here.x() - there.x(), here.y() - there.y()) / ((size() + other.size()) / 2);
    }
}
