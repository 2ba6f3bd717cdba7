using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>The fields of a study file, for its reader and for its schema.</summary>
internal static class StudyFormat
{
    private const string Text = """{ "type": "string" }""";
    private const string Number = """{ "type": "number" }""";
    private const string Numbers = """{ "anyOf": [{ "type": "number" }, { "type": "array", "items": { "type": "number" }, "minItems": 1 }] }""";
    private const string Count = """{ "type": "integer", "minimum": 1 }""";
    private const string Seed = """{ "type": "integer" }""";
    private const string Law = """{ "enum": ["uniform", "logUniform"] }""";

    /// <summary>The part of an axis that makes texts of its numbers.</summary>
    public const string Template = "template";

    /// <summary>The study.</summary>
    public static readonly ImmutableArray<StudyPart> Study =
    [
        new("$schema", "The address of this schema, for an editor.", Text),
        new("name", "What the study is called.", Text),
        new("about", "What it is for.", Text),
        new("base", "The experiment, as `evenkeel compare --spec` takes it. Several schemes are an axis where no axis sets them.", """{ "$ref": "#/$defs/experiment" }"""),
        new("axes", "What is varied. Every point of one is combined with every point of all others; the last varies fastest.", """{ "type": "array", "items": { "$ref": "#/$defs/axis" } }"""),
        new("repeats", "Seeds for each cell: the experiment's, and those that follow it. Left out: the base's repeats.", Count),
        new("record", "What is recorded beside the final values.", """{ "$ref": "#/$defs/record" }"""),
        new("abort", "When a trial ends before its last step. One that diverges always does.", """{ "$ref": "#/$defs/abort" }"""),
    ];

    /// <summary>An axis.</summary>
    public static readonly ImmutableArray<StudyPart> Axis =
    [
        new("set", "The field that the axis sets, by its path in the experiment or its short word; or a list of fields that move together.", """{ "anyOf": [{ "$ref": "#/$defs/field" }, { "type": "array", "items": { "$ref": "#/$defs/field" }, "minItems": 1 }] }"""),
        new("values", "The values; where several fields move together, each a list of as many.", """{ "type": "array", "minItems": 1 }"""),
        new("range", "Numbers at equal steps.", """{ "$ref": "#/$defs/range" }"""),
        new("logRange", "Numbers at equal ratios; whole ones where the field takes those.", """{ "$ref": "#/$defs/logRange" }"""),
        new("random", "Numbers drawn at random; whole ones where the field takes those.", """{ "$ref": "#/$defs/random" }"""),
        new(Template, "A text for a field that takes one, with {} where the number of the point goes, as in mean-field({}, 0.05); the points are then numbers.", """{ "type": "string", "pattern": "\\{\\}" }"""),
    ];

    /// <summary>Numbers at equal steps.</summary>
    public static readonly ImmutableArray<StudyPart> Range =
    [
        new("from", "The first.", Number),
        new("to", "The last, if a step meets it; none is beyond.", Number),
        new("step", "From one to the next; not 0.", Number),
    ];

    /// <summary>Numbers at equal ratios.</summary>
    public static readonly ImmutableArray<StudyPart> LogRange =
    [
        new("from", "The first, above 0.", Number),
        new("to", "The last, above 0.", Number),
        new("count", "How many.", Count),
    ];

    /// <summary>Random numbers.</summary>
    public static readonly ImmutableArray<StudyPart> Random =
    [
        new("law", "Uniform, the numbers or their logarithms; one for each field, or one for all.", $$"""{ "anyOf": [{{Law}}, { "type": "array", "items": {{Law}}, "minItems": 1 }] }"""),
        new("from", "The least; one for each field, or one for all.", Numbers),
        new("to", "The greatest; one for each field, or one for all.", Numbers),
        new("count", "How many are drawn.", Count),
        new("seed", "Decides which; 0 where it is left out.", Seed),
    ];

    /// <summary>What is recorded.</summary>
    public static readonly ImmutableArray<StudyPart> Record =
    [
        new("curves", "About how many points of the loss curve are kept, each the mean of the steps since the one before; 0, the default, for none. With it comes the test accuracy after epochs.", $$"""{ "type": "integer", "minimum": 0, "maximum": {{RecordSpec.MostPoints}} }"""),
        new("readings", "The steps after which the first batch is read, layer by layer: 0 is the start, \"end\" the end.", """{ "type": "array", "items": { "anyOf": [{ "type": "integer", "minimum": 0 }, { "const": "end" }] } }"""),
        new("read", "What is read beside moments, saturated, dead and symmetric shares.", $$"""{ "type": "array", "items": { "enum": [{{string.Join(", ", RecordSpec.Detail.Select(word => $"\"{word}\""))}}] } }"""),
    ];

    /// <summary>When a trial ends early.</summary>
    public static readonly ImmutableArray<StudyPart> Abort =
    [
        new("reached", "Whether a trial ends when it reaches the target accuracy.", """{ "type": "boolean" }"""),
        new("hopeless", "Rules of which any ends a trial.", """{ "type": "array", "items": { "$ref": "#/$defs/rule" } }"""),
    ];

    /// <summary>When a trial is hopeless.</summary>
    public static readonly ImmutableArray<StudyPart> Rule =
    [
        new("at", "The step after which the rule is applied, once; left out: after each, to the loss of its one batch.", Count),
        new("lossAbove", $"The mean loss of the last {AbortRule.Window} steps above which the trial ends.", Number),
        new("lossNotBelow", "The share of the initial loss that the mean loss must be below.", Number),
        new("accuracyBelow", "The accuracy over the last thousand training samples seen that must be reached; before as many have been seen it ends nothing.", Number),
    ];
}
