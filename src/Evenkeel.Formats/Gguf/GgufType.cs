using System.Collections.Frozen;

namespace Evenkeel.Formats.Gguf;

/// <summary>A type of elements in a GGUF file.</summary>
/// <param name="Id">Its number in the file.</param>
/// <param name="Name">The name that its users read.</param>
/// <param name="BlockElements">Elements of a block; 1 for a plain type.</param>
/// <param name="BlockBytes">Bytes of a block.</param>
/// <param name="Plain">The type, where the file holds elements as they are.</param>
/// <param name="Decode">Decodes a block, where elements are quantised in a way that is known here.</param>
/// <remarks>
/// Numbers: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, <c>ggml_type</c>. Sizes of blocks: https://github.com/ggml-org/ggml, <c>src/ggml-common.h</c>.
/// </remarks>
internal sealed record GgufType(uint Id, string Name, int BlockElements, int BlockBytes, TensorType? Plain = null, BlockDecoder? Decode = null)
{
    /// <summary>The types that the format names, by their numbers.</summary>
    public static FrozenDictionary<uint, GgufType> All { get; } = new GgufType[]
    {
        new(0, "f32", 1, 4, TensorType.Float32),
        new(1, "f16", 1, 2, TensorType.Float16),
        new(2, "q4_0", 32, 18, Decode: SmallBlocks.Q4Scaled),
        new(3, "q4_1", 32, 20, Decode: SmallBlocks.Q4Shifted),
        new(6, "q5_0", 32, 22, Decode: SmallBlocks.Q5Scaled),
        new(7, "q5_1", 32, 24, Decode: SmallBlocks.Q5Shifted),
        new(8, "q8_0", 32, 34, Decode: SmallBlocks.Q8),
        new(9, "q8_1", 32, 36),
        new(10, "q2_K", 256, 84, Decode: LargeBlocks.Q2),
        new(11, "q3_K", 256, 110, Decode: LargeBlocks.Q3),
        new(12, "q4_K", 256, 144, Decode: LargeBlocks.Q4),
        new(13, "q5_K", 256, 176, Decode: LargeBlocks.Q5),
        new(14, "q6_K", 256, 210, Decode: LargeBlocks.Q6),
        new(15, "q8_K", 256, 292, Decode: LargeBlocks.Q8),
        new(16, "iq2_xxs", 256, 66),
        new(17, "iq2_xs", 256, 74),
        new(18, "iq3_xxs", 256, 98),
        new(19, "iq1_s", 256, 50),
        new(20, "iq4_nl", 32, 18),
        new(21, "iq3_s", 256, 110),
        new(22, "iq2_s", 256, 82),
        new(23, "iq4_xs", 256, 136),
        new(24, "i8", 1, 1, TensorType.Int8),
        new(25, "i16", 1, 2, TensorType.Int16),
        new(26, "i32", 1, 4, TensorType.Int32),
        new(27, "i64", 1, 8, TensorType.Int64),
        new(28, "f64", 1, 8, TensorType.Float64),
        new(29, "iq1_m", 256, 56),
        new(30, "bf16", 1, 2, TensorType.BFloat16),
        new(34, "tq1_0", 256, 54),
        new(35, "tq2_0", 256, 66),
        new(39, "mxfp4", 32, 17),
    }.ToFrozenDictionary(type => type.Id);
}
