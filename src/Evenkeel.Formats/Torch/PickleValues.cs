namespace Evenkeel.Formats.Torch;

// None is null; truth values, whole numbers, fractions, text and bytes are bool, long or BigInteger, double, string and byte[];
// the types here, TorchStorageView and TorchView are all else that a pickle can make.

/// <summary>A Python list.</summary>
internal sealed class PickleList
{
    private List<object?>? items;

    public IReadOnlyList<object?> Items => items ?? (IReadOnlyList<object?>)[];

    public void Add(object? item) => (items ??= []).Add(item);
}

/// <summary>A Python tuple.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>A Python dictionary, ordered or not: its items in the order in which they were set.</summary>
internal sealed class PickleDict
{
    private List<KeyValuePair<object?, object?>>? items;

    public IReadOnlyList<KeyValuePair<object?, object?>> Items => items ?? (IReadOnlyList<KeyValuePair<object?, object?>>)[];

    public void Set(object? key, object? value) => (items ??= []).Add(new(key, value));
}

/// <summary>A Python set: its members in the order in which they were added.</summary>
internal sealed class PickleSet
{
    private List<object?>? items;

    public IReadOnlyList<object?> Items => items ?? (IReadOnlyList<object?>)[];

    public void Add(object? item) => (items ??= []).Add(item);
}

/// <summary>The name of something that Python would import: it stands for nothing but its name.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>Something that holds no tensors of its own and that is passed over: its name is known, nothing is made of it.</summary>
internal sealed record PickleOpaque(string Name);
