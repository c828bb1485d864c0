package dev.spektron.cli;

import dev.spektron.io.formats.Block;
import dev.spektron.spectra.AxisUnit;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Draws the rows of a block as curves into a PNG. The axis runs as in the file: wavenumbers that fall stay falling.
final class BlockPicture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 700;
    private static final int LEFT = 90;
    private static final int BOTTOM = 60;
    private static final int MARGIN = 40;
    private static final int TICKS = 6;
    private static final int MOST_ROWS = 60;
    private final Block block;
    private final double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private final double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private BlockPicture(Block block) {
        this.block = block;
        for (double v : block.x()) {
            widen(x, v);
        }
        for (double[] row : block.y()) {
            for (double v : row) {
                widen(y, v);
            }
        }
    }

    private static void widen(double[] range, double v) {
        if (Double.isFinite(v)) {
            range[0] = Math.min(range[0], v);
            range[1] = Math.max(range[1], v);
        }
    }

    /// @throws IOException if nothing in the block can be drawn, or the stream fails
    static void write(Block block, OutputStream out) throws IOException {
        BlockPicture p = new BlockPicture(block);
        if (p.x[0] > p.x[1] || p.y[0] > p.y[1]) {
            throw new IOException("block '" + block.name() + "' has no finite values to draw");
        }
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        p.frame(g);
        p.curves(g);
        g.dispose();
        ImageIO.write(image, "png", out);
    }

    private void frame(Graphics2D g) {
        g.setColor(Color.DARK_GRAY);
        g.drawRect(LEFT, MARGIN, WIDTH - LEFT - MARGIN, HEIGHT - MARGIN - BOTTOM);
        for (int i = 0; i <= TICKS; i++) {
            double vx = x[0] + (x[1] - x[0]) * i / TICKS;
            double vy = y[0] + (y[1] - y[0]) * i / TICKS;
            String tx = String.format(Locale.ROOT, "%.5g", vx);
            String ty = String.format(Locale.ROOT, "%.4g", vy);
            g.drawString(tx, (int) px(vx) - g.getFontMetrics().stringWidth(tx) / 2, HEIGHT - BOTTOM + 20);
            g.drawString(ty, LEFT - 8 - g.getFontMetrics().stringWidth(ty), (int) py(vy) + 5);
        }
        String label = block.unit().map(AxisUnit::symbol).orElse(block.xLabel());
        g.drawString(label, (WIDTH + LEFT - g.getFontMetrics().stringWidth(label)) / 2, HEIGHT - 15);
        g.drawString(block.name() + ": " + block.rows() + " x " + block.channels() + ", " + (block.yLabel().isEmpty()
            ? block.intensity().label() : block.yLabel()), LEFT, MARGIN - 12);
    }

    private void curves(Graphics2D g) {
        g.setStroke(new BasicStroke(1.2f));
        int shown = Math.min(MOST_ROWS, block.rows());
        for (int k = 0; k < shown; k++) {
            int row = (int) ((long) k * block.rows() / shown);
            g.setColor(Color.getHSBColor(0.62f - 0.62f * k / Math.max(1, shown), 0.85f, 0.75f));
            Path2D path = new Path2D.Double();
            boolean pen = false;
            for (int j = 0; j < block.channels(); j++) {
                double v = block.y()[row][j];
                boolean there = Double.isFinite(v) && Double.isFinite(block.x()[j]);
                if (there && pen) {
                    path.lineTo(px(block.x()[j]), py(v));
                } else if (there) {
                    path.moveTo(px(block.x()[j]), py(v));
                }
                pen = there;
            }
            g.draw(path);
        }
    }

    private double px(double v) {
        double at = x[1] > x[0] ? (v - x[0]) / (x[1] - x[0]) : 0.5;
        boolean falling = block.channels() > 1 && block.x()[0] > block.x()[block.channels() - 1];
        return LEFT + (falling ? 1 - at : at) * (WIDTH - LEFT - MARGIN);
    }

    private double py(double v) {
        return HEIGHT - BOTTOM - (y[1] > y[0] ? (v - y[0]) / (y[1] - y[0]) : 0.5) * (HEIGHT - MARGIN - BOTTOM);
    }
}
