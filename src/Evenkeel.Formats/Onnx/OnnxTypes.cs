namespace Evenkeel.Formats.Onnx;

/// <summary>What ONNX calls the types of elements.</summary>
/// <remarks>TensorProto.DataType, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.</remarks>
internal static class OnnxTypes
{
    public const int FloatField = 4;
    public const int Int32Field = 5;
    public const int Int64Field = 7;
    public const int RawField = 9;
    public const int DoubleField = 10;
    public const int UInt64Field = 11;

    public const int UInt4 = 21;
    public const int Int4 = 22;

    /// <summary>The type of an element as it is read: two numbers of 4 bits become two of 8; null for what no <see cref="TensorType"/> stands for.</summary>
    public static TensorType? Of(ulong code) => code switch
    {
        1 => TensorType.Float32,
        2 => TensorType.UInt8,
        3 => TensorType.Int8,
        4 => TensorType.UInt16,
        5 => TensorType.Int16,
        6 => TensorType.Int32,
        7 => TensorType.Int64,
        9 => TensorType.Bool,
        10 => TensorType.Float16,
        11 => TensorType.Float64,
        12 => TensorType.UInt32,
        13 => TensorType.UInt64,
        16 => TensorType.BFloat16,
        17 => TensorType.Float8E4M3,
        19 => TensorType.Float8E5M2,
        UInt4 => TensorType.UInt8,
        Int4 => TensorType.Int8,
        24 => TensorType.Float8E8M0,
        _ => null,
    };

    /// <summary>The number that stands for a type.</summary>
    public static int Code(TensorType type)
    {
        for (int code = 1; code <= 24; code++)
        {
            if (Of((ulong)code) == type) return code;
        }

        throw new ArgumentException($"ONNX has no type for {type.Label()}.", nameof(type));
    }

    /// <summary>The name of a type that cannot be read.</summary>
    public static string Label(ulong code) => code switch
    {
        8 => "string",
        14 => "complex64",
        15 => "complex128",
        18 => "f8_e4m3fnuz",
        20 => "f8_e5m2fnuz",
        23 => "f4",
        _ => FormattableString.Invariant($"type {code}"),
    };

    /// <summary>The field that holds elements of a type one by one.</summary>
    public static int TypedField(TensorType type) => type switch
    {
        TensorType.Float32 => FloatField,
        TensorType.Float64 => DoubleField,
        TensorType.Int64 => Int64Field,
        TensorType.UInt32 or TensorType.UInt64 => UInt64Field,
        _ => Int32Field,
    };

    /// <summary>The name of a field that holds elements.</summary>
    public static string FieldName(int field) => field switch
    {
        FloatField => "float_data",
        Int32Field => "int32_data",
        Int64Field => "int64_data",
        RawField => "raw_data",
        DoubleField => "double_data",
        _ => "uint64_data",
    };
}
