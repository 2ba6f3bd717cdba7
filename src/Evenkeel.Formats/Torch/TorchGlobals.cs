namespace Evenkeel.Formats.Torch;

/// <summary>The few names that a file of tensors calls, and what a call of each stands for; every other call is code, and is refused by name.</summary>
/// <remarks>
/// Names and arguments are those that PyTorch writes: torch/_utils.py and torch/serialization.py, https://github.com/pytorch/pytorch.
/// A call is looked up here and nowhere else: no type of .NET is found by a name of the file.
/// </remarks>
internal sealed class TorchGlobals(PickleBudget budget)
{
    /// <summary>What to do about a file that wants code.</summary>
    public const string WayOut = "Code of a file is never run here; save the tensors alone, for example torch.save(model.state_dict(), path).";

    private const int MostAxes = 64;

    /// <summary>Values that checkpoints carry beside their tensors; a call of one is passed over, with all that it holds.</summary>
    private static readonly HashSet<string> PassedOver = new(StringComparer.Ordinal)
    {
        "torch.device", "torch.serialization._get_layout", "torch.serialization._maybe_decode_ascii", "argparse.Namespace",
        "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct", "numpy.dtype", "numpy.ndarray",
        "_codecs.encode", "builtins.bytes", "builtins.bytearray", "builtins.complex", "builtins.slice", "builtins.range",
        "datetime.datetime", "datetime.date", "datetime.timedelta", "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.Path",
    };

    private readonly Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);

    /// <summary>The storages that tensors name, by their keys.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => storages;

    /// <summary>The name of something in a module, Python 2's names turned into those of Python 3.</summary>
    public static PickleGlobal Named(string module, string name) => new($"{(module == "__builtin__" ? "builtins" : module)}.{name}");

    /// <summary>What a call stands for.</summary>
    /// <exception cref="TensorFileException">It is none of those that tensors need, or its arguments are wrong.</exception>
    public object? Call(PickleGlobal function, object?[] arguments, PickleCursor cursor, long at)
    {
        switch (function.Name)
        {
            case "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_tensor_v3":
                return Rebuilt(arguments, function, cursor, at);
            case "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" or "torch.nn.parameter.Parameter":
                return arguments is [TorchView tensor, ..] ? tensor : throw cursor.Wrong(at, "makes a parameter of what is no tensor.");
            case "torch._tensor._rebuild_from_type_v2":
                return arguments is [PickleGlobal inner, PickleGlobal { Name: "torch.Tensor" or "torch.nn.parameter.Parameter" }, PickleTuple innerArguments, _] && inner.Name != function.Name
                    ? Call(inner, innerArguments.Items, cursor, at)
                    : throw Refused(arguments is [_, PickleGlobal type, ..] ? type.Name : function.Name, cursor, at);
            case "torch.Size" or "builtins.tuple":
                return arguments is [PickleTuple tuple] ? tuple : new PickleTuple([.. ItemsOf(arguments, cursor, at)]);
            case "collections.OrderedDict" or "collections.defaultdict" or "collections.Counter" or "builtins.dict":
                return Dictionary(arguments, cursor, at);
            case "builtins.list":
                PickleList list = new();
                foreach (object? item in ItemsOf(arguments, cursor, at)) list.Add(item);
                return list;
            case "builtins.set" or "builtins.frozenset":
                PickleSet set = new();
                foreach (object? item in ItemsOf(arguments, cursor, at)) set.Add(item);
                return set;
            case "copyreg._reconstructor" or "copy_reg._reconstructor" when arguments is [PickleGlobal made, ..] && PassedOver.Contains(made.Name):
                return new PickleOpaque(made.Name);
            default:
                return PassedOver.Contains(function.Name) ? new PickleOpaque(function.Name) : throw Refused(function.Name, cursor, at);
        }
    }

    /// <summary>What the name of a storage stands for: ('storage', its class, its key, its device, its count), and in old files which part of it.</summary>
    public TorchStorageView Persistent(object? id, PickleCursor cursor, long at)
    {
        if (id is not PickleTuple { Items: ["storage", PickleGlobal kind, string key, _, long count, ..] items } || items.Length > 6 || TorchType.OfStorage(kind.Name) is not { } type)
        {
            throw cursor.Wrong(at, id is PickleTuple { Items: [string what, PickleGlobal named, ..] }
                ? $"names a {what} of '{named.Name}'; the storages of PyTorch's own types alone are read."
                : "names what is no storage.");
        }

        if (count < 0 || count > long.MaxValue / 16)
        {
            throw cursor.Wrong(at, $"claims {count} elements for storage '{key}'.");
        }

        if (!storages.TryGetValue(key, out TorchStorage? storage))
        {
            storage = new(key, type, count, at);
            storages.Add(key, storage);
        }
        else if (storage.Type != type || storage.Count != count)
        {
            throw cursor.Wrong(at, $"claims {count} elements of {type.Name} for storage '{key}', but {storage.Count} of {storage.Type.Name} at byte {storage.At}.");
        }

        return items is [.., PickleTuple { Items: [_, long start, long part] }] && items.Length == 6
            ? start >= 0 && part >= 0 && start <= count && part <= count - start ? new(storage, start, part) : throw cursor.Wrong(at, $"claims {part} elements from element {start} on of storage '{key}', which has {count}.")
            : new(storage, 0, count);
    }

    private static TorchView Rebuilt(object?[] arguments, PickleGlobal function, PickleCursor cursor, long at)
    {
        if (arguments is not [TorchStorageView storage, long offset, PickleTuple sizes, PickleTuple steps, ..] || Numbers(sizes) is not { } shape || Numbers(steps) is not { } strides)
        {
            throw cursor.Wrong(at, $"calls '{function.Name}' with other than a storage, an offset, a shape and strides of at most {MostAxes} axes.");
        }

        bool typed = storage.Root.Type != TorchType.Untyped;
        TorchType? type = typed && !function.Name.EndsWith("_v3", StringComparison.Ordinal) ? storage.Root.Type
            : arguments is [_, _, _, _, _, _, PickleGlobal name, ..] ? TorchType.Named(name.Name) : null;
        if (type is null)
        {
            throw cursor.Wrong(at, arguments is [_, _, _, _, _, _, PickleGlobal unknown, ..] ? $"makes a tensor of the unknown type '{unknown.Name}'." : "makes a tensor without saying what its elements are.");
        }

        long held = storage.Count / (type.Size / Math.Min(type.Size, storage.Root.Type.Size));
        if (typed ? type.Size != storage.Root.Type.Size : storage.Start != 0)
        {
            throw cursor.Wrong(at, $"makes a tensor of {type.Name} of a storage of {storage.Root.Type.Name} from element {storage.Start} on.");
        }

        return offset >= 0 && shape.Length == strides.Length && Fits(shape, strides, offset, held)
            ? new(storage.Root, type, storage.Start + offset, shape, strides)
            : throw cursor.Wrong(at, $"makes a tensor of shape ({string.Join(", ", shape)}) with strides ({string.Join(", ", strides)}) from element {offset} on of storage '{storage.Root.Key}', which has {held}.");
    }

    /// <summary>Whether every element lies in the storage; sums stay far below 2¹²⁷, since each product of two numbers under 2⁶³ is cut at the storage's count.</summary>
    private static bool Fits(long[] shape, long[] strides, long offset, long held)
    {
        bool empty = shape.Contains(0);
        Int128 last = offset;
        Int128 count = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < 0 || strides[axis] < 0)
            {
                return false;
            }

            if (!empty)
            {
                last += (Int128)(shape[axis] - 1) * strides[axis];
                count *= shape[axis];
                if (last >= held || count > long.MaxValue / 16)
                {
                    return false;
                }
            }
        }

        return empty ? offset <= held : last < held;
    }

    private static long[]? Numbers(PickleTuple tuple)
    {
        if (tuple.Items.Length > MostAxes)
        {
            return null;
        }

        long[] numbers = new long[tuple.Items.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (tuple.Items[i] is not long number)
            {
                return null;
            }

            numbers[i] = number;
        }

        return numbers;
    }

    private PickleDict Dictionary(object?[] arguments, PickleCursor cursor, long at)
    {
        PickleDict made = new();
        switch (arguments)
        {
            // The argument of a defaultdict is the name of what makes its missing values.
            case [] or [PickleGlobal]: break;
            case [.., PickleDict other] when arguments.Length == 1 || (arguments.Length == 2 && arguments[0] is PickleGlobal):
                budget.Spend(2 * other.Items.Count, cursor);
                foreach (KeyValuePair<object?, object?> item in other.Items) made.Set(item.Key, item.Value);
                break;
            default:
                foreach (object? item in ItemsOf(arguments, cursor, at))
                {
                    (object? key, object? value) = item switch
                    {
                        PickleTuple { Items: [var first, var second] } => (first, second),
                        PickleList { Items: [var first, var second] } => (first, second),
                        _ => throw cursor.Wrong(at, "makes a dictionary of what are no pairs."),
                    };
                    made.Set(key, value);
                }

                break;
        }

        return made;
    }

    private IReadOnlyList<object?> ItemsOf(object?[] arguments, PickleCursor cursor, long at)
    {
        IReadOnlyList<object?> items = arguments switch
        {
            [] => [],
            [PickleList list] => list.Items,
            [PickleTuple tuple] => tuple.Items,
            [PickleSet set] => set.Items,
            _ => throw cursor.Wrong(at, "makes a collection of what is none."),
        };
        budget.Spend(2 * items.Count, cursor);
        return items;
    }

    private static TensorFileException Refused(string name, PickleCursor cursor, long at) => cursor.Wrong(at, name.StartsWith("torch._utils._rebuild_", StringComparison.Ordinal)
        ? $"makes a tensor by '{name}'; quantised, sparse and nested tensors, and such without elements, cannot be read."
        : $"wants to run code: it calls '{name}'. {WayOut}");
}
