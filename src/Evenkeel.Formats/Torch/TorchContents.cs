using System.Globalization;
using System.Numerics;

namespace Evenkeel.Formats.Torch;

/// <summary>Finds the tensors in the value that a pickle made, and names each by its path: keys and positions, joined by dots.</summary>
internal sealed class TorchContents
{
    private const int MostDepth = 64;
    private const int MostVisited = 2_000_000;
    private const int MostTensors = 200_000;
    private const int MostNameLetters = 16 << 20;
    private const int MostMetadata = 256;
    private const int MostMetadataLetters = 256;

    private readonly string fileName;
    private readonly HashSet<object> open = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<(string Name, TorchView View)> tensors = [];
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private int visited;
    private int letters;

    private TorchContents(string fileName) => this.fileName = fileName;

    /// <summary>The tensors in the order of the containers that hold them; names differ.</summary>
    public IReadOnlyList<(string Name, TorchView View)> Tensors => tensors;

    /// <summary>The first few plain values beside the tensors, such as an epoch, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Walks a value.</summary>
    /// <param name="root">What the pickle made.</param>
    /// <param name="fileName">The file's name, for messages and for a tensor that stands alone.</param>
    /// <exception cref="TensorFileException">It nests too deep, or its paths take too much room.</exception>
    public static TorchContents Of(object? root, string fileName)
    {
        TorchContents contents = new(fileName);
        contents.Visit(root, "", 0);
        return contents;
    }

    private void Visit(object? value, string path, int depth)
    {
        if (++visited > MostVisited)
        {
            throw Wrong($"its containers hold each other so often that following them takes more than {MostVisited} steps.");
        }

        switch (value)
        {
            case TorchView view: Add(path, view); break;
            case PickleDict dictionary: Inside(dictionary, () => VisitItems(dictionary, path, depth), depth); break;
            case PickleList list: Inside(list, () => VisitMembers(list.Items, path, depth), depth); break;
            case PickleTuple tuple: Inside(tuple, () => VisitMembers(tuple.Items, path, depth), depth); break;
            case PickleSet set: Inside(set, () => VisitMembers(set.Items, path, depth), depth); break;
            default: Remark(path, value); break;
        }
    }

    /// <summary>A container inside itself holds nothing that was not met already.</summary>
    private void Inside(object container, Action visit, int depth)
    {
        if (depth == MostDepth)
        {
            throw Wrong($"its containers nest more than {MostDepth} deep.");
        }

        if (open.Add(container))
        {
            visit();
            open.Remove(container);
        }
    }

    private void VisitItems(PickleDict dictionary, string path, int depth)
    {
        // A key that was set twice keeps its first place and its last value.
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        List<(string Key, object? Value)> items = [];
        foreach ((object? key, object? value) in dictionary.Items)
        {
            string text = KeyText(key) ?? items.Count.ToString(CultureInfo.InvariantCulture);
            string unique = key is string ? $"s{text}" : $"n{text}";
            if (places.TryGetValue(unique, out int place))
            {
                items[place] = (text, value);
            }
            else
            {
                places.Add(unique, items.Count);
                items.Add((text, value));
            }
        }

        foreach ((string key, object? value) in items)
        {
            Visit(value, Joined(path, key), depth + 1);
        }
    }

    private void VisitMembers(IReadOnlyList<object?> members, string path, int depth)
    {
        for (int i = 0; i < members.Count; i++)
        {
            // Most members are numbers of long lists, which need no path.
            if (members[i] is TorchView or PickleDict or PickleList or PickleTuple or PickleSet || metadata.Count < MostMetadata)
            {
                Visit(members[i], Joined(path, i.ToString(CultureInfo.InvariantCulture)), depth + 1);
            }
        }
    }

    private void Add(string path, TorchView view)
    {
        if (view.Type.Type is null)
        {
            Remark(path, $"a tensor of {view.Type.Name}, which is not read");
            return;
        }

        string name = path.Length == 0 ? Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } stem ? stem : "tensor" : path;
        for (int copy = 2; !names.Add(name); copy++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{path}#{copy}");
            visited++;
        }

        letters += name.Length;
        if (tensors.Count == MostTensors || letters > MostNameLetters)
        {
            throw Wrong($"it holds more than {MostTensors} tensors, or their names more than {MostNameLetters} letters.");
        }

        tensors.Add((name, view));
    }

    private void Remark(string path, object? value)
    {
        string? text = value switch
        {
            bool or long or BigInteger or string => Convert.ToString(value, CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (text is not null && path.Length is > 0 and <= MostMetadataLetters && text.Length <= MostMetadataLetters && metadata.Count < MostMetadata)
        {
            metadata.TryAdd(path, text);
        }
    }

    private string Joined(string path, string key)
    {
        if (path.Length + key.Length > MostNameLetters / 16)
        {
            throw Wrong("the keys around a tensor are too long for a name.");
        }

        return path.Length == 0 ? key : $"{path}.{key}";
    }

    private static string? KeyText(object? key) => key switch
    {
        string text => text,
        bool or long or BigInteger => Convert.ToString(key, CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private TensorFileException Wrong(string what) => new($"{fileName}: {what}");
}
