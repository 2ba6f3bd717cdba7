using System.Buffers.Binary;
using System.Text;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Tests;

public class ExportTests
{
    /// <summary>The check values of RFC 3720, appendix B.4, and of the nine digits that every list of such codes has.</summary>
    [Fact]
    public void Crc32C_IsTheOneOfTheStandard()
    {
        Crc32C.Of(new byte[32]).ShouldBe(0x8A9136AAu);
        Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]).ShouldBe(0x62A8AB43u);
        Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]).ShouldBe(0x46DD794Eu);
        Crc32C.Of("123456789"u8).ShouldBe(0xE3069283u);
    }

    [Fact]
    public void Csv_HasARowATrial()
    {
        using Sweep sweep = new();
        sweep.Runner(2).Run();
        StudyResults results = StudyFolder.Open(sweep.Results).Read();
        StringWriter writer = new();

        SweepExport.WriteCsv(results, writer);

        string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("key,cell,repeat,seed,scheme,lr,hidden,state,steps,initialLoss,finalLoss,trainAccuracy,testLoss,testAccuracy,stepsToTarget,divergedAt,abortedAt,reason");
        lines.Length.ShouldBe(25);
        lines[3].ShouldStartWith($"{results.Study.Trials[2].Key},2,0,0,xavier,0.01,\"4,3\",done,12,");
        lines[1..].ShouldContain(line => line.Contains(",diverged,", StringComparison.Ordinal));
    }

    [Fact]
    public void EventFiles_HoldScalarsAndHistograms_InRecordsWhoseChecksHold()
    {
        using Sweep sweep = new();
        sweep.Runner(2).Run();
        StudyResults results = StudyFolder.Open(sweep.Results).Read();

        TensorBoardExport.Write(results, sweep.At("events")).ShouldBe(24);

        string[] runs = Directory.GetDirectories(sweep.At("events"));
        runs.Length.ShouldBe(24);
        (StudyTrial trial, TrialLine line) = results.All.First();
        string run = runs.Single(folder => folder.EndsWith(trial.Key[..8], StringComparison.Ordinal));
        Path.GetFileName(run).ShouldBe($"xavier,lr=0.01,hidden=4,seed=0-{trial.Key[..8]}");
        List<byte[]> records = Records(File.ReadAllBytes(Directory.GetFiles(run).ShouldHaveSingleItem()));
        Encoding.UTF8.GetString(Field(records[0], 3)!).ShouldBe("brain.Event:2");
        TrialResult result = line.ReadResult();
        byte[] accuracy = Value(records, "final/testAccuracy");
        BinaryPrimitives.ReadSingleLittleEndian(Field(accuracy, 2)).ShouldBe((float)result.TestAccuracy!.Value);
        byte[] histogram = Field(Value(records, "activations/layer01"), 5)!;
        double[] limits = Doubles(Field(histogram, 6)!), counts = Doubles(Field(histogram, 7)!);
        TrialHistogram counted = result.Readings[0].Layers[0].Activations!;
        limits.Length.ShouldBe(counts.Length);
        limits.Zip(limits.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second, "buckets ascend");
        counts.ShouldBe([counted.Below, .. counted.Counts.Select(count => (double)count), counted.Above]);
        BinaryPrimitives.ReadDoubleLittleEndian(Field(histogram, 3)).ShouldBe(counts.Sum());
    }

    private static double[] Doubles(byte[] packed) => [.. packed.Chunk(8).Select(chunk => BinaryPrimitives.ReadDoubleLittleEndian(chunk))];

    /// <summary>The value with a tag, of the first event that has it.</summary>
    private static byte[] Value(List<byte[]> records, string tag) => records
        .Select(record => Field(record, 5)).OfType<byte[]>()
        .Select(summary => Field(summary, 1)!)
        .First(value => Encoding.UTF8.GetString(Field(value, 1)!) == tag);

    private static List<byte[]> Records(byte[] file)
    {
        List<byte[]> records = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Check(file.AsSpan(at, 8)).ShouldBe(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            Check(records[^1]).ShouldBe(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += 16 + length;
        }

        return records;
    }

    /// <summary>The masked check, bit by bit from its definition.</summary>
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    /// <summary>The bytes of a message's field; null where it lacks it.</summary>
    private static byte[]? Field(byte[] message, int wanted)
    {
        for (int at = 0; at < message.Length;)
        {
            ulong tag = Varint(message, ref at);
            int length = (tag & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint(message, ref at) };
            if ((tag & 7) == 0) Varint(message, ref at);
            if ((int)(tag >> 3) == wanted) return message[at..(at + length)];
            at += length;
        }

        return null;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        (ulong value, int shift) = (0, 0);
        for (; message[at] >= 0x80; shift += 7) value |= (ulong)(message[at++] & 0x7F) << shift;
        return value | ((ulong)message[at++] << shift);
    }
}
