using System.Diagnostics;
using System.Globalization;
using Evenkeel.Data;

namespace Evenkeel.Benchmarks;

/// <summary>Measures how long an image of Shapeset takes: drawn as bytes on one thread, generated on all, and drawn when a batch is read.</summary>
public static class QuickShapeset
{
    private const int Count = 20_000;
    private const int Batch = 10;
    private const int Rounds = 15;

    public static void Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} images of Shapeset-3x2; microseconds an image, {Rounds} rounds in turn, {Environment.ProcessorCount} processors"));
        Console.WriteLine("what                              median    best");
        (string Name, Action Action)[] rows =
        [
            ("draw, one thread", DrawAll),
            ("generate, all threads", () => Shapeset.Generate(Count, 1)),
            ("stream, batches of 10", () => ReadAll(Shapeset.Stream(Count, 1))),
            ("held, batches of 10", Held(Shapeset.Generate(Count, 1))),
        ];
        List<double>[] times = [.. rows.Select(_ => new List<double>())];
        for (int round = -2; round < Rounds; round++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                rows[i].Action();
                if (round >= 0) times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Count);
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            times[i].Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows[i].Name,-30} {times[i][Rounds / 2],9:F2} {times[i][0],7:F2}"));
        }
    }

    private static Action Held(ByteDataSet data) => () => ReadAll(data);

    private static void DrawAll()
    {
        Span<byte> pixels = stackalloc byte[Shapeset.Size * Shapeset.Size];
        for (int i = 0; i < Count; i++) Shapeset.Draw(i, 1, pixels);
    }

    private static void ReadAll(IDataSet data)
    {
        int[] rows = new int[Batch];
        float[] inputs = new float[Batch * data.InputShape.Count], targets = new float[Batch];
        for (int first = 0; first < Count; first += Batch)
        {
            for (int i = 0; i < Batch; i++) rows[i] = first + i;
            data.Read(rows, inputs, targets);
        }
    }
}
