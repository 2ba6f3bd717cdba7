using System.Buffers.Binary;
using System.Text;

namespace Evenkeel.Formats.Torch;

/// <summary>Interprets a pickle as data: its opcodes build a closed set of values, and what would run code is refused by name.</summary>
/// <remarks>
/// Python's pickle is a program for a stack machine; https://docs.python.org/3/library/pickletools.html lists its opcodes, protocols 0 to 5.
/// Nothing here imports, constructs or calls: <see cref="TorchGlobals"/> says what a call of the few known names stands for.
/// </remarks>
internal sealed class PickleMachine(PickleCursor cursor, PickleBudget budget, TorchGlobals globals)
{
    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(number => (object)(long)number)];

    private readonly PickleStack stack = new(cursor, budget);
    private readonly Dictionary<uint, object?> memo = [];
    private long at;

    /// <summary>Runs to the pickle's end, leaving the cursor behind it.</summary>
    /// <returns>The value that the pickle makes.</returns>
    /// <exception cref="TensorFileException">The pickle is damaged, too large, or wants code to run.</exception>
    public object? Run()
    {
        while (true)
        {
            stack.At = at = cursor.Position;
            byte opcode = cursor.Next();
            if (opcode == '.')
            {
                return stack.Pop();
            }

            if (!Scalar(opcode) && !Structure(opcode) && !Names(opcode))
            {
                throw Refused(opcode);
            }
        }
    }

    private bool Scalar(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'N': stack.Push(null); break;
            case '\x88': stack.Push(true, 1); break;
            case '\x89': stack.Push(false, 1); break;
            case 'K': stack.Push(SmallNumbers[cursor.Next()]); break;
            case 'M': stack.Push((long)cursor.NextUInt16(), 1); break;
            case 'J': stack.Push((long)cursor.NextInt32(), 1); break;
            case 'I': stack.Push(Integer(cursor.Line()), PickleBudget.Container); break;
            case 'L': stack.Push(PickleText.WholeFrom(cursor.Line()) ?? throw Wrong("spells a whole number that is none."), PickleBudget.Container); break;
            case '\x8a': stack.Push(PickleText.Whole(cursor.Take(cursor.Next())), PickleBudget.Container); break;
            case '\x8b': stack.Push(PickleText.Whole(Counted(cursor.NextUInt32())), PickleBudget.Container); break;
            case 'F': stack.Push(PickleText.FractionFrom(cursor.Line()) ?? throw Wrong("spells a number that is none."), PickleBudget.Container); break;
            case 'G': stack.Push(BinaryPrimitives.ReadDoubleBigEndian(cursor.Take(8)), 1); break;
            case 'S': stack.Push(PickleText.Quoted(cursor.Line()) ?? throw Wrong("spells a text that is not in quotes."), PickleBudget.Container); break;
            case 'V': stack.Push(PickleText.ByNumber(cursor.Line()) ?? throw Wrong("spells a text with a letter that does not exist."), PickleBudget.Container); break;
            case 'U' or '\x8c': stack.Push(Encoding.UTF8.GetString(cursor.Take(cursor.Next())), 1); break;
            case 'T' or 'X': stack.Push(Encoding.UTF8.GetString(Counted(cursor.NextUInt32())), 1); break;
            case '\x8d': stack.Push(Encoding.UTF8.GetString(Counted(cursor.NextUInt64())), 1); break;
            case 'C': stack.Push(cursor.Take(cursor.Next()).ToArray(), 1); break;
            case 'B': stack.Push(Counted(cursor.NextUInt32()).ToArray(), 1); break;
            case '\x8e' or '\x96': stack.Push(Counted(cursor.NextUInt64()).ToArray(), 1); break;
            default: return false;
        }

        return true;
    }

    private bool Structure(byte opcode)
    {
        switch ((char)opcode)
        {
            case '\x80': Protocol(cursor.Next()); break;
            case '\x95': cursor.NextUInt64(); break;
            case '(': stack.Mark(); break;
            case '0': stack.Drop(); break;
            case '1': stack.TakeMarked(); break;
            case '2': stack.Push(stack.Top()); break;
            case ')': stack.Push(new PickleTuple([]), 1); break;
            case 't': stack.Push(new PickleTuple(stack.TakeMarked()), PickleBudget.Container); break;
            case '\x85': stack.Push(new PickleTuple(stack.TakeLast(1)), PickleBudget.Container); break;
            case '\x86': stack.Push(new PickleTuple(stack.TakeLast(2)), PickleBudget.Container); break;
            case '\x87': stack.Push(new PickleTuple(stack.TakeLast(3)), PickleBudget.Container); break;
            case ']': stack.Push(new PickleList(), PickleBudget.Container); break;
            case 'l': Extend(new PickleList()); break;
            case 'a': Append(stack.TakeLast(1)); break;
            case 'e': Append(stack.TakeMarked()); break;
            case '}': stack.Push(new PickleDict(), PickleBudget.Container); break;
            case 'd': SetItems(new PickleDict()); break;
            case 's': SetItems(stack.TakeLast(2)); break;
            case 'u': SetItems(stack.TakeMarked()); break;
            case '\x8f': stack.Push(new PickleSet(), PickleBudget.Container); break;
            case '\x90': AddToSet(stack.TakeMarked()); break;
            case '\x91': Members(stack.TakeMarked()); break;
            case 'p': Put(MemoKey(cursor.Line())); break;
            case 'q': Put(cursor.Next()); break;
            case 'r': Put(cursor.NextUInt32()); break;
            case '\x94': Put((uint)memo.Count); break;
            case 'g': Get(MemoKey(cursor.Line())); break;
            case 'h': Get(cursor.Next()); break;
            case 'j': Get(cursor.NextUInt32()); break;
            default: return false;
        }

        return true;
    }

    private bool Names(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'c':
                string module = Encoding.UTF8.GetString(cursor.Line());
                stack.Push(TorchGlobals.Named(module, Encoding.UTF8.GetString(cursor.Line())), 2);
                break;
            case '\x93':
                object?[] names = stack.TakeLast(2);
                stack.Push(names is [string outer, string inner] ? TorchGlobals.Named(outer, inner) : throw Wrong("names something to import by values that are not text."), 2);
                break;
            case 'Q': stack.Push(globals.Persistent(stack.Pop(), cursor, at), PickleBudget.Container); break;
            case 'R' or '\x81': Call(stack.TakeLast(2)); break;
            case '\x92':
                object?[] three = stack.TakeLast(3);
                Call([three[0], three[1]]);
                break;
            case 'b': Build(stack.TakeLast(2)); break;
            default: return false;
        }

        return true;
    }

    private TensorFileException Refused(byte opcode) => (char)opcode switch
    {
        'P' => Wrong("holds the opcode PERSID, a storage named by text; PyTorch names storages by BINPERSID."),
        'i' => Wrong($"wants to run code: the opcode INST constructs '{Encoding.UTF8.GetString(cursor.Line())}.{Encoding.UTF8.GetString(cursor.Line())}'. {TorchGlobals.WayOut}"),
        'o' => Wrong($"wants to run code: the opcode OBJ constructs {(stack.TakeMarked() is [PickleGlobal named, ..] ? $"'{named.Name}'" : "an object")}. {TorchGlobals.WayOut}"),
        '\x82' or '\x83' or '\x84' => Wrong($"wants to run code: the opcode EXT{1 << (opcode - 0x82)} imports what a table outside of the file names. {TorchGlobals.WayOut}"),
        '\x97' or '\x98' => Wrong($"holds the opcode {(opcode == 0x97 ? "NEXT_BUFFER" : "READONLY_BUFFER")}, whose bytes are not in the file."),
        _ => Wrong($"holds the opcode 0x{opcode:x2}, which is none of protocols 0 to 5; the file is damaged, or no pickle."),
    };

    private TensorFileException Wrong(string what) => cursor.Wrong(at, what);

    private void Protocol(byte version)
    {
        if (version > 5)
        {
            throw Wrong($"is of protocol {version}; protocols 0 to 5 are read.");
        }
    }

    private ReadOnlySpan<byte> Counted(ulong count) => cursor.Take(count);

    private object Integer(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("00"u8) ? false : line.SequenceEqual("01"u8) ? true : PickleText.WholeFrom(line) ?? throw Wrong("spells a whole number that is none.");

    private uint MemoKey(ReadOnlySpan<byte> line) => PickleText.WholeFrom(line) is long key and >= 0 and <= uint.MaxValue ? (uint)key : throw Wrong("remembers a value under a number that is none.");

    private void Extend(PickleList list)
    {
        object?[] items = stack.TakeMarked();
        stack.Push(list, PickleBudget.Container);
        Append(items);
    }

    private void Append(object?[] items)
    {
        switch (stack.Top())
        {
            case PickleList list:
                budget.Spend(items.Length, cursor);
                foreach (object? item in items)
                {
                    list.Add(item);
                }

                break;
            case PickleOpaque: break;
            default: throw Wrong("appends to what is no list.");
        }
    }

    private void SetItems(PickleDict dictionary)
    {
        object?[] items = stack.TakeMarked();
        stack.Push(dictionary, PickleBudget.Container);
        SetItems(items);
    }

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0)
        {
            throw Wrong("sets a key without a value.");
        }

        switch (stack.Top())
        {
            case PickleDict dictionary:
                budget.Spend(items.Length, cursor);
                for (int i = 0; i < items.Length; i += 2)
                {
                    dictionary.Set(items[i], items[i + 1]);
                }

                break;
            case PickleOpaque: break;
            default: throw Wrong("sets an item of what is no dictionary.");
        }
    }

    private void Members(object?[] items)
    {
        stack.Push(new PickleSet(), PickleBudget.Container);
        AddToSet(items);
    }

    private void AddToSet(object?[] items)
    {
        if (stack.Top() is not PickleSet set)
        {
            throw Wrong("adds to what is no set.");
        }

        budget.Spend(items.Length, cursor);
        foreach (object? item in items)
        {
            set.Add(item);
        }
    }

    private void Put(uint key)
    {
        budget.Spend(2, cursor);
        memo[key] = stack.Top();
    }

    private void Get(uint key) => stack.Push(memo.TryGetValue(key, out object? value) ? value : throw Wrong($"recalls value {key}, which it never remembered."));

    private void Call(object?[] called)
    {
        object? made = called switch
        {
            [PickleGlobal function, PickleTuple arguments] => globals.Call(function, arguments.Items, cursor, at),
            [PickleGlobal function, _] => throw Wrong($"calls '{function.Name}' with what is no tuple."),
            _ => throw Wrong($"wants to run code: it calls a value that it made itself. {TorchGlobals.WayOut}"),
        };
        stack.Push(made, PickleBudget.Container);
    }

    /// <summary>Attributes of a dictionary, such as the version numbers that a state dictionary carries, hold no tensors.</summary>
    private void Build(object?[] parts)
    {
        if (parts[0] is not (PickleDict or PickleOpaque))
        {
            throw Wrong("sets attributes of what has none.");
        }

        stack.Push(parts[0]);
    }
}
