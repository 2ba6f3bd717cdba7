using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>Decides which rows of a table are learned from and which judge.</summary>
internal static class RowSplit
{
    /// <summary>Orders rows at random and cuts the order in two.</summary>
    public static (int[] Train, int[] Test, string? Note) Rows(int count, DataOptions options)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (!(options.TestFraction >= 0 && options.TestFraction < 1))
        {
            throw new DataSourceException($"A test share of {options.TestFraction.ToString(CultureInfo.InvariantCulture)} was asked for; 0 up to, not including, 1 is possible.");
        }

        if (options.TestFraction == 0)
        {
            return (order, order, null);
        }

        if (count < 2)
        {
            throw new DataSourceException($"The data has {count} row; 2 or more are needed to learn from some and judge by others.");
        }

        RandomSequence random = options.Seed.For("data.split").Sequence();
        random.Shuffle(order.AsSpan());
        int test = Math.Clamp((int)Math.Round(count * options.TestFraction), 1, count - 1);
        return (order[..^test], order[^test..], string.Create(CultureInfo.InvariantCulture, $"Of the {count} rows, in an order drawn from the seed, {count - test} are learned from and {test} judge."));
    }

    /// <summary>Splits a set by copying its rows.</summary>
    public static DataSplit Split(IDataSet whole, DataOptions options)
    {
        (int[] train, int[] test, string? note) = Rows(whole.Count, options);
        return note is null ? new(whole, whole) : new(Pick(whole, train), Pick(whole, test), note);
    }

    /// <summary>Copies rows out of a set.</summary>
    public static ArrayDataSet Pick(IDataSet whole, int[] rows)
    {
        float[] inputs = new float[rows.Length * whole.InputShape.Count];
        float[] targets = new float[rows.Length * whole.TargetSize];
        whole.Read(rows, inputs, targets);
        return new(whole.Name, whole.InputShape, whole.Classes, inputs, targets);
    }
}
