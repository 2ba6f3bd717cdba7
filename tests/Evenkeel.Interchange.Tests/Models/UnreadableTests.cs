using System.Text;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Tests.Models;

/// <summary>A tensor that cannot be read, beside one that can.</summary>
public sealed class UnreadableTests : IDisposable
{
    private const uint Inputs = 64;
    private const uint Outputs = 32;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(9u, "q8_1")]
    [InlineData(20u, "iq4_nl")]
    [InlineData(39u, "mxfp4")]
    public void Inspect_LeavesItOut(uint type, string encoding)
    {
        ModelReport report = ModelInspection.Run(Gguf(type), new());

        report.Tensors.Select(tensor => tensor.Skipped).ShouldBe([null, $"Elements of type {encoding} cannot be read as numbers."]);
        report.Tensors[0].Report!.Verdict.ShouldBe(TensorVerdict.Untrained);
    }

    [Fact]
    public void Reinit_LeavesItAsItIs()
    {
        string path = Gguf(20);
        using TensorFile file = TensorFile.Open(path);

        Reinitialization plan = Plan(file, new() { Scheme = "xavier" });
        plan.SaveAs(path + ".out");

        plan.Tensors.ShouldHaveSingleItem().Tensor.Info.Name.ShouldBe("blk.0.ffn_up.weight");
        plan.Untouched.ShouldHaveSingleItem().Why.ShouldBe("of type iq4_nl, which can be neither read nor drawn");
        byte[] after = File.ReadAllBytes(path + ".out");
        int packed = (int)file.Tensors[1].Offset;
        after[packed..].ShouldBe(File.ReadAllBytes(path)[packed..]);
    }

    [Fact]
    public void Reinit_RefusesItByName_WhereItIsAskedFor()
    {
        using TensorFile file = TensorFile.Open(Gguf(20));

        Should.Throw<FormatException>(() => Plan(file, new() { Scheme = "xavier", Only = ["*.ffn_down.*"] })).Message.ShouldBe(
            "--only '*.ffn_down.*' covers 1 tensor, but none that is drawn anew: 'blk.0.ffn_down.weight' stays, since it is of type iq4_nl, which can be neither read nor drawn.");
    }

    private static Reinitialization Plan(TensorFile file, ReinitRequest request) => Reinitialization.Plan(file, ModelRoles.Assign(file), request);

    /// <summary>A matrix of f32, then one of blocks of 32 elements that take 17 to 36 bytes; field by field as docs/gguf.md of ggml has them.</summary>
    private string Gguf(uint type)
    {
        float[] values = Initializers.HeNormal.Draw(WeightShape.Dense((int)Inputs, (int)Outputs), 1);
        byte[] header =
        [
            .. "GGUF"u8, .. BitConverter.GetBytes(3), .. BitConverter.GetBytes(2UL), .. BitConverter.GetBytes(0UL),
            .. Tensor("blk.0.ffn_up.weight", 0, 0), .. Tensor("blk.0.ffn_down.weight", type, Inputs * Outputs * sizeof(float)),
        ];
        byte[] packed = new byte[Inputs * Outputs / 32 * 36];
        Array.Fill(packed, (byte)0x5A);
        return folder.Write("a.gguf", [.. header, .. new byte[(32 - header.Length % 32) % 32], .. values.SelectMany(BitConverter.GetBytes), .. packed]);
    }

    private static byte[] Tensor(string name, uint type, ulong offset) =>
    [
        .. BitConverter.GetBytes((ulong)name.Length), .. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(2),
        .. BitConverter.GetBytes((ulong)Inputs), .. BitConverter.GetBytes((ulong)Outputs), .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(offset),
    ];
}
