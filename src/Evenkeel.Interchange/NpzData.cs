using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Formats;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>Samples from an <c>.npz</c> of <c>x</c> and <c>y</c>, or of <c>x_train</c>, <c>y_train</c>, <c>x_test</c>, <c>y_test</c>.</summary>
internal static class NpzData
{
    public static DataSplit Load(string path, DataOptions options)
    {
        string fileName = Path.GetFileName(path);
        using TensorFile file = TensorFile.Open(path);
        if (file.Find("x_train") is not null)
        {
            NamedTensor learned = Need(file, "y_train");
            NamedTensor judged = Need(file, "y_test");
            IReadOnlyList<string> names = Classes(fileName, options, learned, judged);
            return new(Build(fileName, Need(file, "x_train"), learned, names), Build(fileName, Need(file, "x_test"), judged, names));
        }

        NamedTensor y = Need(file, "y");
        ArrayDataSet whole = Build(fileName, Need(file, "x"), y, Classes(fileName, options, y));
        return RowSplit.Split(whole, options);
    }

    private static NamedTensor Need(TensorFile file, string name) => file.Find(name) is { } tensor
        ? file.Read(tensor)
        : file.Metadata.TryGetValue(name, out string? other) ? throw new DataSourceException($"{file.FileName}: '{name}' is {other}; numbers are needed.")
        : throw new DataSourceException($"{file.FileName} holds {Listed(file)}, but no '{name}'; x and y, or x_train, y_train, x_test and y_test, are needed.");

    private static string Listed(TensorFile file) => file.Tensors.Count == 0 ? "nothing" : string.Join(", ", file.Tensors.Take(10).Select(tensor => $"'{tensor.Name}'"));

    /// <summary>Whole numbers from 0 name classes, unless numbers are asked for; anything else is a number to predict.</summary>
    private static IReadOnlyList<string> Classes(string fileName, DataOptions options, params ReadOnlySpan<NamedTensor> targets)
    {
        double most = -1;
        foreach (NamedTensor tensor in targets)
        {
            if (options.Regression || tensor.Info.Type.IsFloat() || tensor.Info.Shape.Length > 2 || (tensor.Info.Shape.Length == 2 && tensor.Info.Shape[1] != 1))
            {
                return [];
            }

            foreach (double label in tensor.ToDoubles())
            {
                if (label < 0 || label >= MostClasses)
                {
                    throw new DataSourceException($"{fileName}: '{tensor.Info.Name}' holds the label {label.ToString(CultureInfo.InvariantCulture)}; labels of classes run from 0 to at most {MostClasses - 1}.");
                }

                most = Math.Max(most, label);
            }
        }

        return [.. Enumerable.Range(0, (int)most + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];
    }

    private static ArrayDataSet Build(string fileName, NamedTensor x, NamedTensor y, IReadOnlyList<string> classes)
    {
        if (x.Info.Shape.Length < 2 || y.Info.Shape.Length < 1 || x.Info.Shape[0] != y.Info.Shape[0] || x.Info.Count == 0)
        {
            throw new DataSourceException($"{fileName}: '{x.Info.Name}' is {x.Info.ShapeText()} and '{y.Info.Name}' is {y.Info.ShapeText()}; samples × inputs and as many targets are needed.");
        }

        Shape shape = new([.. x.Info.Shape.Skip(1).Select(axis => checked((int)axis))]);
        return new(Path.GetFileNameWithoutExtension(fileName), shape, classes, Finite(fileName, x), Finite(fileName, y));
    }

    private static float[] Finite(string fileName, NamedTensor tensor)
    {
        float[] values = tensor.ToSingles();
        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        return wrong < 0
            ? values
            : throw new DataSourceException($"{fileName}: element {wrong} of '{tensor.Info.Name}' ({tensor.Info.ShapeText()}) is {values[wrong].ToString(CultureInfo.InvariantCulture)}; finite numbers are needed.");
    }

    private const int MostClasses = 10_000;
}
