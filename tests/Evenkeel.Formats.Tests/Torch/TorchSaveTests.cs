using System.Text;
using Evenkeel.Tests.Shared;

namespace Evenkeel.Formats.Tests.Torch;

public sealed class TorchSaveTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("evenkeel-torch-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("states.pt", "dense.weight", "half.weight", "brain.weight", "double.weight", "edge")]
    [InlineData("views.pt", "transposed", "inner", "second", "empty", "scalar")]
    [InlineData("views.pt", "stepped")]
    [InlineData("views.pt", "diagonal", "permuted", "first", "third")]
    [InlineData("legacy.pt", "views.columns", "net.norm.weight")]
    [InlineData("big.pt", "single", "half")]
    [InlineData("wide.pt", "conv.weight")]
    [InlineData("deflated.pt", "conv.weight")]
    [InlineData("checkpoint5.ckpt", "state_dict.0.weight", "optimizer_states.0.state.1.exp_avg")]
    public void SaveAs_ChangesTheElementsItIsGiven_AndNoOthers(string name, params string[] changed)
    {
        using TensorFile file = TorchGolden.Open(name);
        ArgumentNullException.ThrowIfNull(changed);
        string path = Path.Combine(folder, name);

        file.SaveAs(path, [.. changed.Select(tensor => new ChangedTensor(file.Find(tensor)!, Count))]);

        using TensorFile written = TensorFile.Open(path);
        written.Tensors.Select(tensor => tensor.ToString()).ShouldBe(file.Tensors.Select(tensor => tensor.ToString()));
        string?[] memories = [.. changed.Select(tensor => file.Find(tensor)!.StoredIn)];
        foreach (TensorInfo tensor in file.Tensors)
        {
            if (changed.Contains(tensor.Name))
            {
                written.Read(tensor).ToDoubles().ShouldBe(Enumerable.Range(0, (int)tensor.Count).Select(i => i + 100.0), tensor.Name);
            }
            else if (tensor.StoredIn is null || !memories.Contains(tensor.StoredIn))
            {
                written.Read(tensor).Bytes.ToArray().ShouldBe(file.Read(tensor).Bytes.ToArray(), tensor.Name);
            }
        }
    }

    [Fact]
    public void SaveAs_LeavesEveryOtherByteAsItWas()
    {
        byte[] before = TorchGolden.Bytes("tied.pt");
        using TensorFile file = TorchGolden.Open("tied.pt");
        TensorInfo tensor = file.Find("other.bias")!;
        string path = Path.Combine(folder, "tied.pt");

        file.SaveAs(path, [new(tensor, Count)]);

        byte[] after = File.ReadAllBytes(path);
        int record = before.AsSpan().LastIndexOf("tied/data/2"u8) - 46;
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        int end = (int)(tensor.Offset + tensor.ByteLength);

        // The elements; behind them the descriptor's signature and the checksum; the checksum in the directory.
        changed.Where(i => (i < tensor.Offset || i >= end) && (i < end + 4 || i >= end + 8) && (i < record + 16 || i >= record + 20)).ShouldBeEmpty();
        after.Length.ShouldBe(before.Length);
        after[(end + 4)..(end + 8)].ShouldBe(after[(record + 16)..(record + 20)]);
        BitConverter.ToUInt32(after, end + 4).ShouldBe(Checksum(after.AsSpan((int)tensor.Offset, (int)tensor.ByteLength)));
    }

    [Fact]
    public void SaveAs_WithoutChanges_GivesTheSameBytes()
    {
        foreach (string name in TorchGolden.Files)
        {
            using TensorFile file = TorchGolden.Open(name);

            file.SaveAs(Path.Combine(folder, name), []);

            File.ReadAllBytes(Path.Combine(folder, name)).ShouldBe(TorchGolden.Bytes(name));
        }
    }

    [Theory]
    [InlineData("views.pt", "expanded", "shows the same elements of its storage at several places, as expand() does; it cannot take elements of its own.")]
    [InlineData("states.pt", "mask", "is of bool, which cannot be written anew; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.")]
    [InlineData("states.pt", "norm.num_batches_tracked", "is of i64, which cannot be written anew; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.")]
    public void SaveAs_RefusesWhatCannotBeWritten(string name, string tensor, string message)
    {
        using TensorFile file = TorchGolden.Open(name);

        Should.Throw<TensorFileException>(() => file.SaveAs(Path.Combine(folder, name), [new(file.Find(tensor)!, Count)])).Message.ShouldBe($"{name}: tensor '{tensor}' {message}");
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public void SaveAs_RefusesTwoTensorsOfOneMemory()
    {
        using TensorFile file = TorchGolden.Open("tied.pt");

        Should.Throw<TensorFileException>(() => file.SaveAs(Path.Combine(folder, "tied.pt"), [new(file.Find("embedding.weight")!, Count), new(file.Find("head.weight")!, Count)])).Message
            .ShouldBe("tied.pt: tensors 'embedding.weight' and 'head.weight' share memory (storage 0 from byte 0), and both are to change; change one of them, and the other follows.");
    }

    [Fact]
    public void SaveAs_GivesTheTiedTensorTheSameElements()
    {
        using TensorFile file = TorchGolden.Open("tied.pt");
        string path = Path.Combine(folder, "tied.pt");

        file.SaveAs(path, [new(file.Find("head.weight")!, Count)]);

        using TensorFile written = TensorFile.Open(path);
        written.Read(written.Find("embedding.weight")!).ToSingles()[0].ShouldBe(100);
    }

    [PyTorchFact]
    public void SaveAs_WritesWhatPyTorchAndZipLoad()
    {
        StringBuilder script = new("import torch, zipfile\n");
        foreach ((string name, string tensor, string expression) in new[]
        {
            ("states.pt", "brain.weight", "v['brain.weight']"),
            ("views.pt", "inner", "v['inner']"),
            ("views.pt", "second", "v['second']"),
            ("wide.pt", "dense.weight", "v['dense.weight']"),
            ("deflated.pt", "dense.weight", "v['dense.weight']"),
            ("checkpoint4.ckpt", "parameters.0", "v['state_dict']['0.weight']"),
            ("legacy.pt", "views.transposed", "v['views']['whole'].t()"),
            ("legacy4.bin", "state_dict.2.bias", "v['parameters'][3]"),
        })
        {
            using TensorFile file = TorchGolden.Open(name);
            string path = Path.Combine(folder, $"{tensor}-{name}");
            file.SaveAs(path, [new(file.Find(tensor)!, Count)]);
            script.Append($"p = r'{path}'\nv = torch.load(p)\nx = {expression}\nassert x.detach().double().flatten().tolist() == [100.0 + i for i in range(x.numel())], (p, x)\n");
            script.Append("assert not zipfile.is_zipfile(p) or zipfile.ZipFile(p).testzip() is None, p\n");
        }

        Python.Run(script.Append("print('loaded')").ToString()).ShouldContain("loaded");
    }

    private static void Count(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i + 100;
        }
    }

    /// <summary>CRC-32 bit by bit, as ISO 3309 defines it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (((sum ^ (uint)(value >> bit)) & 1) != 0 ? 0xEDB88320 : 0) ^ (sum >> 1);
            }
        }

        return ~sum;
    }
}
