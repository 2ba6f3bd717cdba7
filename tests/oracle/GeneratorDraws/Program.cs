using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Evenkeel.Randomness;

// GeneratorDraws CASES OUTPUT   writes what each line of the file CASES asks for to the file OUTPUT, as raw little-endian numbers.
// GeneratorDraws --weights CASES OUTPUT   the same for weights of initializers; see WeightDraws.
// GeneratorDraws --time COUNT   prints the seconds that the draws of COUNT numbers take.
// GeneratorDraws --shapeset COUNT SEED OUTPUT   the same for images; see ShapesetImages.
// A line is a generator, a seed, and draws from that one generator: "torch 42 uniform:100:-1:1 normal:17:0:0.5 permutation:10".
if (args is ["--time", string count])
{
    Timing.Run(int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is ["--weights", string listed, string written])
{
    WeightDraws.Run(listed, written);
    return;
}

if (args is ["--shapeset", string images, string seed, string file])
{
    ShapesetImages.Run(images, seed, file);
    return;
}

using FileStream output = File.Create(args[1]);
foreach (string line in File.ReadLines(args[0]))
{
    string[] words = line.Split(' ');
    Generator generator = Generators.Create(words[0], long.Parse(words[1], CultureInfo.InvariantCulture));
    foreach (string draw in words[2..])
    {
        output.Write(Draws.Bytes(generator, draw.Split(':')));
    }
}

internal static class Draws
{
    public static ReadOnlySpan<byte> Bytes(Generator generator, string[] draw)
    {
        int size = int.Parse(draw[1], CultureInfo.InvariantCulture);
        double[] numbers = [.. draw[2..].Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        float[] values = new float[size];
        switch (draw[0], generator)
        {
            case ("uniform", _):
                generator.Uniform(values, numbers[0], numbers[1]);
                break;
            case ("normal", _):
                generator.Normal(values, numbers[0], numbers[1]);
                break;
            case ("truncated", _):
                generator.TruncatedNormal(values, numbers[0], numbers[1], numbers[2], numbers[3]);
                break;
            case ("permutation", _):
                int[] items = new int[size];
                generator.Permutation(items);
                return MemoryMarshal.AsBytes<int>(items);
            case ("uint32", TorchGenerator torch):
                return Repeat(size, torch.NextUInt32);
            case ("uint64", TorchGenerator torch):
                return Repeat(size, torch.NextUInt64);
            case ("uint64", NumpyGenerator numpy):
                return Repeat(size, numpy.NextUInt64);
            case ("double", NumpyGenerator numpy):
                return Repeat(size, numpy.NextDouble);
            case ("gauss", NumpyGenerator numpy):
                return Repeat(size, numpy.NextNormal);
            case ("double", NumpyLegacyGenerator legacy):
                return Repeat(size, legacy.NextDouble);
            case ("gauss", NumpyLegacyGenerator legacy):
                return Repeat(size, legacy.NextNormal);
            default:
                throw new FormatException($"{generator.Name} has no draw '{draw[0]}'.");
        }

        return MemoryMarshal.AsBytes<float>(values);
    }

    private static ReadOnlySpan<byte> Repeat<T>(int size, Func<T> next)
        where T : struct
    {
        T[] values = new T[size];
        foreach (ref T value in values.AsSpan())
        {
            value = next();
        }

        return MemoryMarshal.AsBytes<T>(values);
    }
}

internal static class Timing
{
    public static void Run(int count)
    {
        float[] values = new float[count];
        foreach (string name in Generators.Names)
        {
            Time(name, "uniform", generator => generator.Uniform(values, -1, 1));
            Time(name, "normal", generator => generator.Normal(values, 0, 1));
            Time(name, "truncated", generator => generator.TruncatedNormal(values, 0, 1, -2, 2));
        }
    }

    private static void Time(string name, string draw, Action<Generator> work)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < 3; round++)
        {
            Generator generator = Generators.Create(name, 0);
            long start = Stopwatch.GetTimestamp();
            work(generator);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{name} {draw} {best:F4}"));
    }
}
