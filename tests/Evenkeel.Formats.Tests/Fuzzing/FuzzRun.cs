using System.Diagnostics;
using System.Globalization;

namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Opens damaged files and reads all they hold.</summary>
internal sealed class FuzzRun : IDisposable
{
    /// <summary>The most that one input may allocate.</summary>
    public const long MostBytes = 256 << 20;
    private const int MostElements = 1 << 20;
    private const int WholeBytes = 1 << 24;

    /// <summary>What a refusal may say at most: a sentence, and the ellipsis where it is cut.</summary>
    private const int MostCharacters = 2001;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-fuzz-");
    private readonly FuzzSeed[] seeds;
    private readonly Mutator mutator;
    private readonly float[] values = new float[1 << 12];

    public FuzzRun(IFuzzSeeds from)
    {
        seeds = [.. from.Seeds()];
        mutator = new([.. seeds.Select(seed => seed.Bytes)]);
        for (int i = 0; i < seeds.Length; i++)
        {
            foreach ((string name, byte[] bytes) in seeds[i].Companions)
            {
                File.WriteAllBytes(Path.Combine(folder.CreateSubdirectory(Number(i)).FullName, name), bytes);
            }
        }
    }

    /// <summary>Inputs that were read and inputs that were refused.</summary>
    public (long Read, long Refused) Counts { get; private set; }

    /// <summary>The longest time one input took, and which it was.</summary>
    public (TimeSpan Time, long Input) Slowest { get; private set; }

    /// <summary>The most bytes one input allocated, and which it was.</summary>
    public (long Bytes, long Input) Largest { get; private set; }

    /// <summary>The files as they are, so that damage to them means something.</summary>
    public void ReadSeeds()
    {
        for (int i = 0; i < seeds.Length; i++)
        {
            ReadAll(seeds[i].Bytes, i, save: true);
        }
    }

    /// <summary>Tries inputs.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>What went wrong otherwise than by refusal, each with the input that did it.</returns>
    public List<string> Run(long first, long count)
    {
        List<string> wrong = [];
        for (long input = first; input < first + count && wrong.Count < 10; input++)
        {
            byte[] bytes = mutator.Make(input, out int seed);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            try
            {
                ReadAll(bytes, seed, save: input % 200 == 0);
                Counts = (Counts.Read + 1, Counts.Refused);
            }
            catch (TensorFileException problem) when (problem.Message.Length <= MostCharacters && !problem.Message.Any(char.IsControl))
            {
                Counts = (Counts.Read, Counts.Refused + 1);
            }
            catch (Exception problem)
            {
                wrong.Add($"input {Number(input)} of seed {seed}: {problem.GetType().Name}: {problem.Message} {problem.StackTrace?.Split('\n')[0]}");
            }

            TimeSpan took = Stopwatch.GetElapsedTime(started);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Slowest = took > Slowest.Time ? (took, input) : Slowest;
            Largest = allocated > Largest.Bytes ? (allocated, input) : Largest;
        }

        return wrong;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void ReadAll(byte[] bytes, int index, bool save)
    {
        using TensorFile file = Open(bytes, index);
        long left = MostElements;
        TensorFileException? refusal = null;
        foreach (TensorInfo tensor in file.Tensors)
        {
            try
            {
                left -= Read(file, tensor, left);
            }
            catch (TensorFileException problem)
            {
                // One tensor that cannot be read is no reason to leave the others alone.
                refusal = problem;
            }
        }

        if (save)
        {
            Save(file);
        }

        if (refusal is not null && file.Tensors.All(tensor => tensor.Encoding is null))
        {
            throw refusal;
        }
    }

    private long Read(TensorFile file, TensorInfo tensor, long most)
    {
        if (!tensor.Type.IsReadable())
        {
            return tensor.ByteLength <= WholeBytes ? file.Read(tensor).Bytes.Length : 0;
        }

        long all = 0;
        using ElementReader reader = file.OpenElements(tensor, tensor.Count / 3);
        for (int read = values.Length; read == values.Length && all < most; all += read)
        {
            read = reader.Read(values);
        }

        return all;
    }

    private void Save(TensorFile file)
    {
        TensorInfo? tensor = file.Tensors.FirstOrDefault(tensor => tensor.Type.IsFloat() && tensor.Encoding is null && tensor.Count <= MostElements);
        file.SaveAs(Path.Combine(folder.CreateSubdirectory("out").FullName, "saved"), tensor is null ? [] : [new(tensor, values => values.Fill(1))]);
    }

    private TensorFile Open(byte[] bytes, int index)
    {
        FuzzSeed seed = seeds[index];
        if (seed.Companions.Count == 0)
        {
            return TensorFile.Open(new MemoryStream(bytes), seed.File);
        }

        string place = Path.Combine(folder.FullName, Number(index));
        File.WriteAllBytes(Path.Combine(place, seed.File), bytes);
        return TensorFile.Open(Path.Combine(place, seed.Opened ?? seed.File));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
