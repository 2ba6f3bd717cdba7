using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Oracle;

/// <summary>Rectified nets that are dead before training, of nine hidden layers: on one input, and constant on an interval of the only input.</summary>
internal static class BornDeadRows
{
    private const int Depth = 9;

    /// <summary>Standard errors allowed. The printed shares of constant nets are draws themselves, of ten thousand nets by their digits.</summary>
    private const double Errors = 4;
    private const int PrintedNets = 10_000;

    private static readonly (int Width, double Constant, double ConstantWithBias)[] Rows =
        [(2, .881, .817), (3, .573, .474), (4, .295, .217), (5, .129, .087), (8, .009, .005), (10, .0016, .0004)];

    /// <summary>101 inputs from −√3 to √3, the ends first: a net that varies mostly shows it there.</summary>
    private static readonly float[] Interval = [.. Enumerable.Range(0, 101).Select(i => (float)(Math.Sqrt(3) * (i / 50.0 - 1))).OrderByDescending(Math.Abs)];

    /// <summary>Prints the table and says whether all rows hold.</summary>
    public static bool Write(int count)
    {
        Console.WriteLine($"Born dead, {Depth} hidden relu layers, {count} nets a row: share (what it should be)");
        Console.WriteLine($"{"width",5}  {"dead on one input",-26} {"constant on [−√3, √3]",-26} {"the same, biases N(0, 2/fan-in)",-26}");
        bool all = true;
        foreach ((int width, double constant, double withBias) in Rows)
        {
            double exact = BornDead.Probability([.. Enumerable.Repeat(width, Depth)]);
            string row = $"{width,5}  {Cell(count, width, hasBias: false, [1], exact, 0, ref all),-26} ";
            row += $"{Cell(count, width, hasBias: false, Interval, constant, 1.0 / PrintedNets, ref all),-26} ";
            Console.WriteLine(row + $"{Cell(count, width, hasBias: true, Interval, withBias, 1.0 / PrintedNets, ref all),-26}");
        }

        return all;
    }

    private static string Cell(int count, int width, bool hasBias, float[] inputs, double expected, double printedError, ref bool all)
    {
        int dead = Enumerable.Range(0, count).Count(net => IsDead(width, hasBias, inputs, Seed.FromInt64(net)));
        double share = (double)dead / count;

        // Three digits are printed, so half a unit of the last is theirs.
        double rounding = printedError == 0 ? 0 : expected < 0.002 ? 5e-5 : 5e-4;
        bool holds = Math.Abs(share - expected) <= Errors * Math.Sqrt(expected * (1 - expected) * (1.0 / count + printedError)) + rounding;
        all &= holds;
        return $"{share:F4} ({expected:G4}) {(holds ? "pass" : "fail")}";
    }

    /// <summary>On one input: whether the last hidden layer is all 0. On several: whether it is the same at all.</summary>
    private static bool IsDead(int width, bool hasBias, float[] inputs, Seed seed)
    {
        float[][] weights = new float[Depth][];
        float[][] biases = new float[Depth][];
        for (int l = 0; l < Depth; l++)
        {
            int fanIn = l == 0 ? 1 : width;
            weights[l] = new float[width * fanIn];
            biases[l] = new float[width];
            Draw.Normal(weights[l], seed.For("weights").For(l), 0, Math.Sqrt(2.0 / fanIn));
            if (hasBias)
            {
                Draw.Normal(biases[l], seed.For("biases").For(l), 0, Math.Sqrt(2.0 / fanIn));
            }
        }

        float[] first = Last(width, weights, biases, inputs[0]);
        if (inputs.Length == 1)
        {
            return first.All(a => a == 0);
        }

        // Behind a layer that is all 0 every number is the same to the last bit, and before one it is not.
        for (int i = 1; i < inputs.Length; i++)
        {
            if (!Last(width, weights, biases, inputs[i]).AsSpan().SequenceEqual(first))
            {
                return false;
            }
        }

        return true;
    }

    private static float[] Last(int width, float[][] weights, float[][] biases, float x)
    {
        float[] a = [x];
        for (int l = 0; l < Depth; l++)
        {
            float[] z = [.. biases[l]];
            for (int i = 0; i < weights[l].Length; i++)
            {
                z[i / a.Length] += weights[l][i] * a[i % a.Length];
            }

            for (int i = 0; i < width; i++)
            {
                z[i] = Math.Max(0, z[i]);
            }

            a = z;
        }

        return a;
    }
}
