using System.Runtime.InteropServices;

namespace Evenkeel.Formats.Torch;

/// <summary>The stack of a pickle, with its marks: bounded, and never read below the last mark.</summary>
internal sealed class PickleStack(PickleCursor cursor, PickleBudget budget)
{
    private const int MostOnStack = 1 << 20;

    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];

    /// <summary>Where the opcode stands that is run.</summary>
    public long At { get; set; }

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cost">What it takes of the budget.</param>
    public void Push(object? value, int cost = 0)
    {
        if (stack.Count == MostOnStack)
        {
            throw cursor.Wrong(At, $"puts more than {MostOnStack} values on its stack.");
        }

        budget.Spend(cost, cursor);
        stack.Add(value);
    }

    /// <summary>Marks where it is.</summary>
    public void Mark()
    {
        if (marks.Count == MostOnStack)
        {
            throw cursor.Wrong(At, $"puts more than {MostOnStack} marks on its stack.");
        }

        marks.Add(stack.Count);
    }

    /// <summary>Refuses to reach below the last mark, as Python does.</summary>
    private void Need(int count)
    {
        if (stack.Count - (marks.Count == 0 ? 0 : marks[^1]) < count)
        {
            throw cursor.Wrong(At, "takes a value from its stack where there is none.");
        }
    }

    /// <summary>The last value, which stays.</summary>
    public object? Top()
    {
        Need(1);
        return stack[^1];
    }

    /// <summary>Takes the last value.</summary>
    public object? Pop() => TakeLast(1)[0];

    /// <summary>Forgets the last value, or the mark where there is none after it.</summary>
    public void Drop()
    {
        if (marks.Count > 0 && marks[^1] == stack.Count)
        {
            marks.RemoveAt(marks.Count - 1);
        }
        else
        {
            Pop();
        }
    }

    /// <summary>Takes the last values, in their order.</summary>
    public object?[] TakeLast(int count)
    {
        Need(count);
        object?[] taken = CollectionsMarshal.AsSpan(stack)[^count..].ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return taken;
    }

    /// <summary>Takes all values after the last mark, and the mark.</summary>
    public object?[] TakeMarked()
    {
        if (marks.Count == 0)
        {
            throw cursor.Wrong(At, "takes the values after a mark where there is none.");
        }

        int count = stack.Count - marks[^1];
        object?[] taken = TakeLast(count);
        marks.RemoveAt(marks.Count - 1);
        budget.Spend(count, cursor);
        return taken;
    }
}
