using System.Globalization;
using System.Numerics;

namespace Evenkeel.Formats.Torch;

/// <summary>Finds the tensors in the value that a pickle made, and names each by its path: keys and positions, joined by dots.</summary>
internal sealed class TorchContents
{
    private const int MostDepth = 64;
    private const int MostVisited = 4_000_000;
    private const int MostTensors = 200_000;
    private const int MostNameLetters = 16 << 20;
    private const int MostMetadata = 256;
    private const int MostMetadataLetters = 256;

    private readonly string fileName;
    private readonly HashSet<object> open = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
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
        switch (value)
        {
            case TorchView view: Add(path, view); break;
            case PickleDict dictionary: Inside(dictionary, dictionary.Items.Count, () => VisitItems(dictionary, path, depth), depth); break;
            case PickleList list: Inside(list, list.Items.Count, () => VisitMembers(list.Items, path, depth), depth); break;
            case PickleTuple tuple: Inside(tuple, tuple.Items.Length, () => VisitMembers(tuple.Items, path, depth), depth); break;
            case PickleSet set: Inside(set, set.Items.Count, () => VisitMembers(set.Items, path, depth), depth); break;
            default: Remark(path, value); break;
        }
    }

    /// <summary>A container inside itself holds nothing that was not met already.</summary>
    private void Inside(object container, int count, Action visit, int depth)
    {
        visited += 1 + count;
        if (visited > MostVisited)
        {
            throw Wrong($"its containers hold each other so often that following them takes more than {MostVisited} steps.");
        }

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
        // Of a key that was set twice, the last value stands.
        Dictionary<object, int> last = [];
        for (int i = 0; i < dictionary.Items.Count; i++)
        {
            last[dictionary.Items[i].Key ?? DBNull.Value] = i;
        }

        for (int i = 0; i < dictionary.Items.Count; i++)
        {
            (object? key, object? value) = dictionary.Items[i];
            if (last[key ?? DBNull.Value] == i)
            {
                VisitInside(value, path, key, i, depth);
            }
        }
    }

    private void VisitMembers(IReadOnlyList<object?> members, string path, int depth)
    {
        for (int i = 0; i < members.Count; i++)
        {
            VisitInside(members[i], path, null, i, depth);
        }
    }

    private void VisitInside(object? value, string path, object? key, int position, int depth)
    {
        // Most values are numbers of long lists, which need no path.
        if (value is TorchView or PickleDict or PickleList or PickleTuple or PickleSet || metadata.Count < MostMetadata)
        {
            Visit(value, Joined(path, KeyText(key) ?? position.ToString(CultureInfo.InvariantCulture)), depth + 1);
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
        string first = name;
        while (!names.TryAdd(name, 1))
        {
            // {"a": {"b": …}, "a.b": …} has two paths of one name.
            name = string.Create(CultureInfo.InvariantCulture, $"{first}#{++names[first]}");
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
