using System.Globalization;
using System.Text;
using Evenkeel.Data;

namespace Evenkeel.Cli.Rendering;

/// <summary>A data set as text: sizes, classes, and a picture of samples where they are points of the plane or grey images.</summary>
internal static class DataPicture
{
    private const string Greys = " .:-=+*#%@";
    private const int Images = 4;
    private const int Columns = 64;
    private const int Rows = 24;

    public static void Write(TextWriter output, DataSplit split)
    {
        IDataSet train = split.Train;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Name}: {train.Count:#,0} samples to train, {(ReferenceEquals(split.Train, split.Test) ? "the same to test" : $"{split.Test.Count:#,0} to test")}; inputs {train.InputShape}"));
        if (split.Note is not null)
        {
            output.WriteLine(split.Note);
        }

        (float[] inputs, float[] targets) = Read(train, Math.Min(train.Count, 20_000));
        WriteTargets(output, train, targets);
        int width = train.InputShape.Count;
        int[] axes = [.. train.InputShape.Axes.Where(axis => axis > 1)];
        if (width == 2 && train.Classes.Count > 0)
        {
            WritePoints(output, inputs, targets);
        }
        else if (axes is [<= 64, <= 64])
        {
            WriteImages(output, train, inputs, targets, axes[0], axes[1]);
        }
        else
        {
            WriteColumns(output, inputs, width);
        }
    }

    private static (float[] Inputs, float[] Targets) Read(IDataSet data, int count)
    {
        float[] inputs = new float[count * data.InputShape.Count];
        float[] targets = new float[count * data.TargetSize];
        data.Read([.. Enumerable.Range(0, count)], inputs, targets);
        return (inputs, targets);
    }

    private static void WriteTargets(TextWriter output, IDataSet data, float[] targets)
    {
        if (data.Classes.Count == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"target: {(data.TargetSize == 1 ? "a number" : $"{data.TargetSize} numbers")}, {targets.Min()} to {targets.Max()}, mean {targets.Average():0.###}"));
            return;
        }

        IEnumerable<string> counts = data.Classes.Select((name, index) => $"{name} ({targets.Count(target => (int)target == index)})");
        output.WriteLine($"classes: {string.Join(", ", counts)}");
    }

    /// <summary>Class 0 as o, class 1 as x, others by their number.</summary>
    private static void WritePoints(TextWriter output, float[] inputs, float[] targets)
    {
        float reach = inputs.Max(Math.Abs);
        char[,] plane = new char[Rows, Columns];
        for (int i = 0; i < targets.Length; i++)
        {
            int column = (int)((inputs[2 * i] / reach + 1) / 2 * (Columns - 1));
            int row = (int)((1 - inputs[2 * i + 1] / reach) / 2 * (Rows - 1));
            plane[row, column] = (int)targets[i] switch { 0 => 'o', 1 => 'x', var other => (char)('0' + other % 10) };
        }

        for (int row = 0; row < Rows; row++)
        {
            StringBuilder line = new();
            for (int column = 0; column < Columns; column++)
            {
                line.Append(plane[row, column] == '\0' ? '·' : plane[row, column]);
            }

            output.WriteLine(line.ToString());
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"both axes from {-reach:0.0} to {reach:0.0}; o is class 0, x is class 1"));
    }

    private static void WriteImages(TextWriter output, IDataSet data, float[] inputs, float[] targets, int height, int width)
    {
        int count = Math.Min(Images, targets.Length);
        output.WriteLine(string.Join("  ", Enumerable.Range(0, count).Select(i => (data.Classes.Count > 0 ? data.Classes[(int)targets[i]] : "").PadRight(width))).TrimEnd());
        for (int row = 0; row < height; row++)
        {
            output.WriteLine(string.Join("  ", Enumerable.Range(0, count).Select(i =>
                string.Concat(Enumerable.Range(0, width).Select(column => Grey(inputs[(i * height + row) * width + column], data.IsSigned))))).TrimEnd());
        }
    }

    private static void WriteColumns(TextWriter output, float[] inputs, int width)
    {
        for (int column = 0; column < Math.Min(width, 20); column++)
        {
            float[] values = [.. Enumerable.Range(0, inputs.Length / width).Select(row => inputs[row * width + column])];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"input {column + 1}: {values.Min():0.###} to {values.Max():0.###}, mean {values.Average():0.###}"));
        }

        if (width > 20)
        {
            output.WriteLine($"… and {width - 20} more inputs");
        }
    }

    /// <summary>A grey of [0, 1], or of [−1, 1], as a letter.</summary>
    private static char Grey(float value, bool isSigned) =>
        Greys[Math.Clamp((int)((isSigned ? (value + 1) / 2 : value) * (Greys.Length - 1) + 0.5f), 0, Greys.Length - 1)];
}
