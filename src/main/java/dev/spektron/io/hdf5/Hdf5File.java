package dev.spektron.io.hdf5;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import io.jhdf.HdfFile;
import io.jhdf.Superblock;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
import io.jhdf.links.SoftLink;
import io.jhdf.storage.HdfBackingStorage;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tree of an HDF5 file. Whatever the library throws at damaged files arrives as [FormatException].
///
/// Links inside of the file are followed; links to other files and data kept in other files are not.
public final class Hdf5File {
    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 200_000;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int FIRST_BLOCK = 512;

    static {
        FilterManager.addFilter(new BoundedDeflate());
    }

    private final String name;
    private final HdfFile file;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Map<String, List<String>> byGroup = new HashMap<>();
    private final List<String> unread = new ArrayList<>();
    private final Map<Long, String> byAddress = new HashMap<>();
    private final Allowance allowance;

    private Hdf5File(String name, HdfBackingStorage storage, HdfFile file) {
        this.name = name;
        this.file = file;
        allowance = new Allowance(name, storage.size(), "store it with less compression, or in parts");
    }

    /// Where the superblock begins: 0, 512, 1024, 2048, ...; -1 if there is none.
    static int signature(byte[] b) {
        for (long at = 0; at + SIGNATURE.length <= b.length; at = at == 0 ? FIRST_BLOCK : 2 * at) {
            if (Arrays.equals(b, (int) at, (int) at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                return (int) at;
            }
        }
        return -1;
    }

    /// Opens content and reads its tree.
    ///
    /// @throws FormatException if it is no HDF5 or its structures are damaged
    public static Hdf5File open(Content content) throws FormatException {
        try {
            return opened(content);
        } catch (FormatException e) {
            if (content.has(0, "HDF5-based Julia Data Format") && e.getCause() instanceof StackOverflowError) {
                throw new FormatException(content.name()
                    + ": a JLD2 file with objects of Julia, whose types describe themselves and which the "
                    + "library jhdf 0.13 cannot follow; save the matrices alone (JLD2 with arrays, or CSV)", e);
            }
            throw e;
        }
    }

    private static Hdf5File opened(Content content) throws FormatException {
        int at = signature(content.bytes());
        if (at < 0) {
            throw FormatException.at(content.name(), "byte 0", "expected the signature of HDF5 at byte 0, 512, 1024, ..., found none");
        }
        return guard(content.name(), "superblock", () -> {
            ByteBuffer buffer = ByteBuffer.wrap(content.bytes()).order(ByteOrder.LITTLE_ENDIAN).position(at);
            Superblock superblock = Superblock.readSuperblock(buffer);
            if (superblock.getBaseAddressByte() != at) {
                throw new HdfException("the base address is " + superblock.getBaseAddressByte() + ", the superblock stands at " + at);
            }
            HdfBackingStorage storage = new BoundedStorage(content.bytes(), superblock);
            Hdf5File f = new Hdf5File(content.name(), storage, onto(storage));
            f.walk(f.file, "", 0, new HashSet<>());
            f.followSoftLinks();
            return f;
        });
    }

    /// jhdf 0.13 opens a storage of one's own only by a private constructor; its public ways copy or map without any limit.
    private static HdfFile onto(HdfBackingStorage storage) {
        try {
            Constructor<HdfFile> constructor = HdfFile.class.getDeclaredConstructor(HdfBackingStorage.class);
            constructor.setAccessible(true);
            return constructor.newInstance(storage);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new HdfException("the root group cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this version of jhdf has no constructor over a storage", e);
        }
    }

    /// Something that the library does.
    @FunctionalInterface
    interface Access<T> {
        T get() throws FormatException;
    }

    static <T> T guard(String name, String where, Access<T> access) throws FormatException {
        try {
            return access.get();
        } catch (StackOverflowError e) {
            throw new FormatException(name + ", " + where + ": structures nested deeper than any writer makes them; the file is damaged",
                e);
        } catch (OutOfMemoryError e) {
            throw new FormatException(name + ", " + where + ": needs more memory than there is", e);
        } catch (RuntimeException e) {
            throw wrapped(name, where, e);
        }
    }

    private static FormatException wrapped(String name, String where, RuntimeException e) {
        Throwable root = root(e);
        String what = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new FormatException(name + ", " + where + ": cannot be read as HDF5: " + what, e);
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        for (int i = 0; i < DEEPEST && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root;
    }

    private void walk(Group group, String path, int depth, Set<Long> above) {
        if (depth > DEEPEST || nodes.size() > MOST_NODES) {
            throw new HdfException("groups nested deeper than " + DEEPEST + " or more than " + MOST_NODES + " objects");
        }
        nodes.put(path.isEmpty() ? "/" : path, group);
        for (Map.Entry<String, Node> e : children(group, path).entrySet()) {
            String full = path + "/" + e.getKey();
            Node node = e.getValue();
            if (node instanceof Link link) {
                links.put(full, (link instanceof SoftLink ? "" : "file ") + link.getTargetPath());
            } else if (node instanceof Group child && node.isGroup()) {
                // A hard link to a group above would never end.
                if (above.add(child.getAddress())) {
                    walk(child, full, depth + 1, above);
                    above.remove(child.getAddress());
                }
            } else {
                nodes.put(full, node);
            }
        }
    }

    /// Members of a group; none if an attribute of the group has a type that jhdf 0.13 stumbles over (opaque without a name), which is no
    /// reason to lose the rest.
    private Map<String, Node> children(Group group, String path) {
        try {
            return group.getChildren();
        } catch (RuntimeException e) {
            Throwable root = root(e);
            if (!path.isEmpty() && Arrays.stream(root.getStackTrace()).anyMatch(f -> f.getClassName().endsWith(".OpaqueDataType"))) {
                unread.add(path);
                return Map.of();
            }
            throw e;
        }
    }

    /// Paths of groups whose members are not known, because an attribute of theirs cannot be read.
    List<String> unread() {
        return List.copyOf(unread);
    }

    /// Datasets behind links inside of the file, under the names of the links. The library would follow them out of the file.
    private void followSoftLinks() {
        for (Map.Entry<String, String> e : links.entrySet()) {
            String target = e.getValue();
            String parent = e.getKey().substring(0, e.getKey().lastIndexOf('/') + 1);
            Node node = target.startsWith("file ") ? null : nodes.get(target.startsWith("/") ? target : parent + target);
            if (node instanceof Dataset d) {
                nodes.put(e.getKey(), d);
            }
        }
    }

    /// Name for messages.
    public String name() {
        return name;
    }

    /// Paths of groups in the file's order, `/` first.
    public List<String> groups() {
        return nodes.entrySet().stream().filter(e -> e.getValue() instanceof Group).map(Map.Entry::getKey).toList();
    }

    /// Paths of datasets, also of those behind links inside of the file.
    public List<String> datasets() {
        return nodes.entrySet().stream().filter(e -> e.getValue() instanceof Dataset).map(Map.Entry::getKey).toList();
    }

    /// Targets of links by path; those to other files begin with `file `.
    public Map<String, String> links() {
        return Map.copyOf(links);
    }

    /// Paths of the groups and datasets directly in a group.
    public List<String> membersOf(String group) {
        if (byGroup.isEmpty()) {
            for (String path : nodes.keySet()) {
                int end = path.lastIndexOf('/');
                if (path.length() > 1) {
                    byGroup.computeIfAbsent(end == 0 ? "/" : path.substring(0, end), k -> new ArrayList<>()).add(path);
                }
            }
        }
        return byGroup.getOrDefault(group, List.of());
    }

    /// Paths of the datasets directly in a group.
    List<String> datasetsIn(String group) {
        return membersOf(group).stream().filter(this::has).toList();
    }

    /// Path of the object at an address, as references name it.
    ///
    /// @throws FormatException if there is none
    String at(String from, long address) throws FormatException {
        if (byAddress.isEmpty()) {
            nodes.forEach((path, node) -> byAddress.putIfAbsent(node.getAddress(), path));
        }
        String path = byAddress.get(address);
        if (path == null) {
            throw new FormatException(name + ", dataset " + from + ": it refers to an object at byte " + address + ", where none is");
        }
        return path;
    }

    /// Whether there is a group of that path.
    public boolean isGroup(String path) {
        return nodes.get(path) instanceof Group;
    }

    /// @throws FormatException if there is no dataset of that path
    Dataset dataset(String path) throws FormatException {
        if (nodes.get(path) instanceof Dataset d) {
            return d;
        }
        throw new FormatException(name + ": no dataset '" + path + "'; there are " + String.join(", ", datasets()));
    }

    boolean has(String path) {
        return nodes.get(path) instanceof Dataset;
    }

    /// What the data may take in memory.
    public Allowance allowance() {
        return allowance;
    }

    /// The text of an attribute; empty if there is none or it is no text. Lists of single characters are joined.
    public String text(String path, String attribute) {
        Object v = attribute(path, attribute);
        return switch (v) {
            case null -> "";
            case String s -> s.strip();
            case String[] s -> String.join(Arrays.stream(s).allMatch(t -> t.length() <= 1) ? "" : ", ", s).strip();
            default -> "";
        };
    }

    /// The texts of an attribute, empty if there are none.
    List<String> texts(String path, String attribute) {
        Object v = attribute(path, attribute);
        return v instanceof String[] s ? List.of(s) : v instanceof String s ? List.of(s) : List.of();
    }

    /// Value of an attribute; null if it is not there or cannot be read.
    public Object attribute(String path, String attribute) {
        Node node = nodes.get(path);
        if (node == null) {
            return null;
        }
        try {
            return guard(name, path, () -> {
                Attribute a = node.getAttribute(attribute);
                if (a == null || a.isEmpty() || a.getSize() > FIRST_BLOCK || a.getSizeInBytes() > 1 << 20) {
                    return null;
                }
                return a.getData();
            });
        } catch (FormatException e) {
            // Attributes are facts beside the data: one that cannot be read does not make the data worthless.
            return null;
        }
    }
}
