using Evenkeel.Forensics;
using static Evenkeel.Forensics.TensorRole;
using static Evenkeel.Interchange.Models.ModelRolesClue;

namespace Evenkeel.Interchange.Models;

/// <summary>What names and shapes say of a tensor: one line a rule, and the first that takes a tensor decides.</summary>
internal static class ModelRolesTable
{
    /// <summary>What frameworks that store outputs first call a layer's weights; those of weight and spectral normalization keep their direction under another name.</summary>
    private const string Torch = "weight weight_v weight_orig";

    /// <summary>What frameworks that store outputs last call them.</summary>
    private const string Keras = "kernel w";

    private const string Norms = "*norm* *layrnorm* ln ln? ln_* *_ln bn bn? bn_* *_bn gn gn? *_gn";

    private const string Tables = "*embed* *embd* wte wpe emb emb? *_emb emb_* shared lut *relative_attention_bias";

    private const string Spreading = "up ups upconv* up_conv* *deconv* *convtrans* *conv_trans* *transposed* *tconv* convt convt?";

    /// <summary>The rules, in the order in which they are asked.</summary>
    public static ModelRolesRule[] All { get; } =
    [
        // What is not learned.
        new("*", "", "", Constant, "", "a counter, indices or a shape, which no initializer draws") { Clue = WholeNumbers },
        new("*", "", "", Constant, "", "state of an optimizer") { Anywhere = "*exp_avg* *momentum_buffer*" },
        new("step", "", "0-1", Constant, "", "state of an optimizer") { Anywhere = "state" },
        new("pe sin_cached cos_cached *attn_mask *causal_mask", "", "", Constant, "", "a table that is computed, not learned"),
        new("num_batches_tracked position_ids token_type_ids relative_position_index", "", "", Constant, "", "a counter or indices"),
        new("*inv_freq freqs freqs_cis", "", "", Constant, "", "frequencies of rotary positions, which are computed and not learned"),
        new("weight", "rope_freqs rope_factors*", "", Constant, "", "frequencies of rotary positions, which are computed and not learned"),
        new("masked_bias", "", "", Constant, "", "what a mask puts in place of a score"),
        new("bias mask", "*attn* *attention*", "4", Constant, "", "the mask of causal attention"),
        new("alpha", "", "0-1", Constant, "", "the scale of a low-rank adaption, which is chosen and not learned"),
        new("running_mean moving_mean", "", "", RunningMean, "vector", "the running mean of a normalization"),
        new("running_var running_variance moving_var moving_variance", "", "", RunningVariance, "vector", "the running variance of a normalization"),
        new("mean", "", "1", RunningMean, "vector", "the running mean of a normalization") { Anywhere = "batch_stats" },
        new("var", "", "1", RunningVariance, "vector", "the running variance of a normalization") { Anywhere = "batch_stats" },

        // Low-rank adaptions go before the layers that they adapt.
        new("*", "", "2", LoraA, "dense", "the factor A of a low-rank adaption") { Anywhere = "lora_a lora_down lora_embedding_a" },
        new("*", "", "3-5", LoraA, "conv", "the factor A of a low-rank adaption of a convolution") { Anywhere = "lora_a lora_down" },
        new("*", "", "2", LoraB, "dense", "the factor B of a low-rank adaption") { Anywhere = "lora_b lora_up lora_embedding_b" },
        new("*", "", "3-5", LoraB, "conv", "the factor B of a low-rank adaption of a convolution") { Anywhere = "lora_b lora_up" },

        // What a layer is multiplied by.
        new("weight_g", "", "", Unknown, "", "lengths of the rows of a weight-normalized layer, which follow from its weights"),
        new("weight_u weight_v", "", "1", Unknown, "", "a vector of the power iteration of spectral normalization"),
        new("*", "", "", Unknown, "", "what a parametrization keeps beside the weights") { Anywhere = "parametrizations" },
        new("weight", "*prelu*", "", Unknown, "", "slopes of a PReLU"),
        new("logit_scale temperature", "", "", Unknown, "", "a scale with a start value of its own"),
        new("weight gamma scale", "", "1", NormScale, "vector", "the scale of a batch normalization") { Clue = BesideRunningMean },
        new("bias beta offset", "", "1", NormShift, "vector", "the shift of a batch normalization") { Clue = BesideRunningMean },
        new("weight gamma scale g", "", "", NormScale, "vector", "the scale of a normalization, since a layer's weights never have the shape of its bias") { Clue = BesideBiasOfItsShape },
        new("weight gamma scale g", Norms, "1", NormScale, "vector", "the scale of a normalization"),
        new("gamma gamma_? lambda? layer_scale*", "", "1", Unknown, "", "factors on a residual branch, whose start value is chosen"),
        new("scale", "", "1", NormScale, "vector", "the scale of a normalization"),
        new("bias beta offset", Norms, "1", NormShift, "vector", "the shift of a normalization"),
        new("beta offset", "", "1", NormShift, "vector", "the shift of a normalization"),
        new("bias_k bias_v", "", "3", Unknown, "", "a key or value that attention adds to those of its input"),

        // Recurrent layers: the gates lie below one another.
        new("weight_ih* weight_hh*", "", "2", Dense, "dense", "weights of a recurrent layer without gates") { Clue = OneGate },
        new("weight_ih* weight_hh*", "", "2", Packed, "gates", "the gates of a recurrent layer, one matrix each"),
        new("weight_hr*", "", "2", Dense, "dense", "the projection of a recurrent layer's outputs"),
        new("kernel recurrent_kernel", "", "2", Dense, "keras dense", "weights of a recurrent layer without gates") { Clue = OneGate },
        new("recurrent_kernel", "", "2", Packed, "keras gates", "the gates of a recurrent layer, one matrix each"),
        new("kernel", "", "2", Packed, "keras gates", "the gates of a recurrent layer, one matrix each") { Clue = BesideRecurrentKernel },

        // Attention.
        new("in_proj_weight", "", "2", Packed, "packed 3", "queries, keys and values of an attention in one matrix"),
        new("q_proj_weight k_proj_weight v_proj_weight", "", "2", Dense, "dense", "a projection of an attention whose keys or values have a width of their own"),
        new(Torch, "*qkv* query_key_value c_attn", "2", Packed, "packed 3", "queries, keys and values of an attention in one matrix") { Clue = RowsThrice },
        new(Torch, "c_attn", "2", Packed, "keras packed 3", "queries, keys and values of an attention in one matrix, stored [in, out] as GPT-2 does") { Clue = ColumnsThrice },
        new("kernel", "*qkv* c_attn query_key_value", "2", Packed, "keras packed 3", "queries, keys and values of an attention in one matrix") { Clue = ColumnsThrice },
        new(Torch, "to_qkv", "2", Packed, "packed 3", "queries, keys and values of an attention in one matrix") { Clue = RowsInThree },
        new(Torch, "*qkv* query_key_value", "2", Dense, "dense", "queries, keys and values in one matrix, of sizes that its shape does not tell, so that fan-out is that of the stack"),
        new(Torch, "kv to_kv kv_proj", "2", Packed, "packed 2", "keys and values of an attention in one matrix") { Clue = RowsInTwo },
        new(Torch, "gate_up_proj w12", "2", Packed, "packed 2", "gate and value of a gated layer in one matrix") { Clue = RowsInTwo },
        new("weight", "*_exps", "3", Packed, "experts", "the experts of a mixture, one matrix each"),
        new("kernel", "query key value *_query *_key *_value", "3", Dense, "einsum abc,cde->abde", "a projection of an attention, stored [in, heads, width of a head]"),
        new("kernel", "out attention_output", "3", Dense, "einsum abcd,cde->abe", "the output of an attention, stored [heads, width of a head, out]") { Anywhere = "*att*" },

        // Tables of vectors.
        new(Torch, "embed_out *unembed*", "2", Dense, "dense", "the layer that scores words"),
        new(Torch, Tables, "2", Dense, "dense", "a dense layer, since a table of vectors has no bias") { Clue = BesideBiasOfItsRows },
        new("embedding embeddings", "", "2", Embedding, "embedding", "a row for each word or place"),
        new(Torch, Tables, "2", Embedding, "embedding", "a row for each word or place"),
        new("*pos_embed* positional_embedding pos_embedding position_embeddings *class_embedding cls *_token *_embed query_embed relative_position_bias_table", "", "1-5", Embedding, "embedding", "a learned row for each place, class or query"),

        // Convolutions.
        new("depthwise_kernel", "", "3-5", Depthwise, "keras depthwise", "kernels of a depthwise convolution"),
        new("pointwise_kernel", "", "3-5", Convolution, "keras conv", "the pointwise half of a separable convolution"),
        new(Keras, "*depthwise* *dw*", "3-5", Depthwise, "keras depthwise", "kernels of a depthwise convolution") { Clue = OneInputBeforeLast },
        new(Torch, "*depthwise* *dw*", "3-5", Depthwise, "depthwise", "kernels of a depthwise convolution, each of which sees one channel") { Clue = OneInput },
        new(Torch, "", "3-5", Depthwise, "depthwise", "kernels of a depthwise convolution, since behind a first layer nothing else sees one channel") { Clue = OneInputLater },
        new(Torch, "", "3-5", Convolution, "conv", "a convolution of one channel, the first of the file; a depthwise one would look alike") { Clue = OneInput },
        new(Torch, "*bilinear*", "3", Dense, "conv", "weights of a bilinear layer, [out, in₁, in₂]"),
        new(Torch, "", "3-5", Transposed, "transposed", "kernels of a transposed convolution, [in, out, …]") { Clue = BiasLikeSecond },
        new(Torch, "", "3-5", Transposed, "transposed groups", "kernels of a grouped transposed convolution, [in, out / groups, …], since a plain one has a bias as long as its first axis") { Clue = BiasOfGroups },
        new(Torch, "", "3-5", Transposed, "transposed", "kernels of a transposed convolution, [in, out, …]") { Clue = NormLikeSecond },
        new(Torch, Spreading, "3-5", Transposed, "transposed", "by its name alone the kernels of a transposed convolution, [in, out, …], which look like those of a plain one") { Clue = NotLikeFirst },
        new(Keras, "*trans* *deconv*", "3-5", Transposed, "keras conv", "kernels of a transposed convolution, stored [kernel…, in, out] as Flax does") { Clue = BiasLikeLast },
        new(Keras, "*trans* *deconv*", "3-5", Transposed, "keras transposed", "kernels of a transposed convolution, [kernel…, out, in]"),
        new(Torch, "", "3-5", Convolution, "conv", "kernels of a convolution, [out, in, …]"),
        new(Keras, "", "3-5", Convolution, "keras conv", "kernels of a convolution, [kernel…, in, out]"),

        // Dense layers.
        new(Torch, "c_attn c_proj c_fc q_attn", "2", Dense, "keras dense", "a dense layer, stored [in, out] as GPT-2 does") { Clue = StoredInOut },
        new(Torch, "", "2", Dense, "keras dense", "a dense layer, stored [in, out]") { Clue = BiasLikeSecond },
        new("text_projection proj", "", "2", Dense, "keras dense", "a matrix that inputs are multiplied by from the left, [in, out]"),
        new(Torch, "", "2", Dense, "dense", "a dense layer, [out, in]"),
        new(Keras, "", "2", Dense, "keras dense", "a dense layer, [in, out]"),

        // What is left.
        new("bias", "", "1-4", Bias, "", "added to the units of a layer"),
        new("b *_bias bias_* *bias b? b??", "", "1-4", Bias, "", "added to the units of a layer") { Clue = OneLongAxis },
        new("*", "", "0", Unknown, "", "a single number"),
        new("*", "", "2", Dense, "keras dense", "by its shape alone a dense layer, [in, out]") { Clue = BiasLikeSecond },
        new("*", "", "2", Dense, "dense", "by its shape alone a dense layer, [out, in]; the order of its axes is not said"),
        new("*", "", "3-5", Convolution, "conv", "by its shape alone a convolution, [out, in, …]; the order of its axes is not said") { Clue = SmallKernel },
        new("*", "", "", Unknown, "", "neither name nor shape says what it does"),
    ];
}
