using Evenkeel.Data;
using Evenkeel.Lab.Protocol;
using Evenkeel.Shapes;

namespace Evenkeel.Lab.Sessions;

/// <summary>Describes data to a page.</summary>
internal static class DataText
{
    private const int MostPoints = 2000;

    /// <summary>Describes a split.</summary>
    public static OpenedData Describe(DataSplit data)
    {
        IDataSet train = data.Train;
        string kind = KindOf(train.InputShape);
        return new()
        {
            Name = train.Name,
            Kind = kind,
            Train = train.Count,
            Test = data.Test.Count,
            Classes = train.Classes,
            Note = data.Note,
            Image = kind == "images" ? SizeOf(train.InputShape) : null,
            Points = kind == "plane" && train.Classes.Count > 0 ? Points(train) : null,
        };
    }

    /// <summary>What a sample is: a point of the plane, an image, or a row of a table.</summary>
    public static string KindOf(Shape input) => input.Rank >= 2 ? "images" : input.Count == 2 ? "plane" : "table";

    /// <summary>Images come as height × width, or as channels × height × width.</summary>
    private static ImageSize SizeOf(Shape shape) => new(shape.Axes[^1], shape.Axes[^2], shape.Rank > 2 ? shape.Axes[0] : 1);

    private static PlanePoints Points(IDataSet train)
    {
        int count = Math.Min(train.Count, MostPoints);
        int[] rows = [.. Enumerable.Range(0, count)];
        float[] inputs = new float[2 * count];
        float[] targets = new float[count];
        train.Read(rows, inputs, targets);
        PlanePoints points = new(new float[count], new float[count], new int[count]);
        for (int i = 0; i < count; i++) (points.X[i], points.Y[i], points.Label[i]) = (inputs[2 * i], inputs[2 * i + 1], (int)targets[i]);
        return points;
    }
}
