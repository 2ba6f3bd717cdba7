using System.Globalization;
using System.Text;
using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Questions;

/// <summary>Data as lines of a PyTorch script: x, y, x_test and y_test.</summary>
internal static class TorchData
{
    /// <summary>The most points of the plane that are written into the script.</summary>
    private const int MostPoints = 1000;

    private const int PerLine = 4;

    /// <summary>Writes the lines.</summary>
    /// <param name="data">The data.</param>
    /// <param name="spec">What it is called.</param>
    /// <param name="remarks">Receives what must be known of it.</param>
    public static string Of(DataSplit data, DataSpec spec, List<string> remarks)
    {
        bool isSmall = data.Train.InputShape.Count == 2 && data.Train.TargetSize == 1 && data.Train.Count <= MostPoints && data.Test.Count <= MostPoints;
        if (isSmall && ToyData.Find(spec.Name) is not null)
        {
            string test = ReferenceEquals(data.Train, data.Test) ? "x_test, y_test = x, y\n" : Points(data.Test, "test", "x_test, y_test");
            return $"# {spec.Name}: the same points, as x, y and class.\n{Points(data.Train, "points", "x, y")}{test}";
        }

        if (spec.Name is "mnist" or "fashion-mnist" or "digits")
        {
            if (spec.Name == "digits")
            {
                remarks.Add("digits are drawn by Evenkeel; MNIST stands in their place.");
            }

            return Images(spec.Name == "fashion-mnist" ? "FashionMNIST" : "MNIST", data);
        }

        remarks.Add("Put your data's path into the script: an .npz with x_train, y_train, x_test and y_test.");
        return "import numpy\nfile = numpy.load(\"data.npz\")\nx, y, x_test, y_test = (torch.from_numpy(file[name]) for name in (\"x_train\", \"y_train\", \"x_test\", \"y_test\"))\nx, x_test = x.float().flatten(1), x_test.float().flatten(1)\n";
    }

    private static string Points(IDataSet set, string name, string names)
    {
        float[] inputs = new float[2 * set.Count];
        float[] targets = new float[set.Count];
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, targets);
        StringBuilder text = new($"{name} = torch.tensor([\n");
        for (int i = 0; i < set.Count; i++)
        {
            text.Append(i % PerLine == 0 ? "    " : " ").Append(CultureInfo.InvariantCulture, $"[{inputs[2 * i]:R}, {inputs[2 * i + 1]:R}, {targets[i]:R}],").Append(i % PerLine == PerLine - 1 || i == set.Count - 1 ? "\n" : "");
        }

        return text.Append(CultureInfo.InvariantCulture, $"])\n{names} = {name}[:, :2], {name}[:, 2].long()\n").ToString();
    }

    private static string Images(string name, DataSplit data) => $$"""
        from torchvision import datasets
        sets = [datasets.{{name}}("data", train=train, download=True) for train in (True, False)]
        (x, y), (x_test, y_test) = [((s.data / 255).flatten(1), s.targets) for s in sets]
        x, y, x_test, y_test = x[:{{data.Train.Count.ToString(CultureInfo.InvariantCulture)}}], y[:{{data.Train.Count.ToString(CultureInfo.InvariantCulture)}}], x_test[:{{data.Test.Count.ToString(CultureInfo.InvariantCulture)}}], y_test[:{{data.Test.Count.ToString(CultureInfo.InvariantCulture)}}]

        """.ReplaceLineEndings("\n");
}
