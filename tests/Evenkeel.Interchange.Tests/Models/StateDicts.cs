using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Tests.Models;

/// <summary>Tensors of real models: name, shape, and what is known of them from their architecture: role, fan-in/fan-out.</summary>
/// <remarks>
/// Names and shapes are those of the published checkpoints, a layer of each kind; those of <c>torch.*</c> are the <c>state_dict()</c> of modules of PyTorch 1.13.1.
/// A dash stands where there are no fans.
/// </remarks>
internal static class StateDicts
{
    public static IReadOnlyList<string> Models { get; } = [.. Text.Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(model => model[..model.IndexOf('\n', StringComparison.Ordinal)].Trim())];

    public static IReadOnlyList<Expectation> Of(string model)
    {
        string section = Text.Split("== ", StringSplitOptions.RemoveEmptyEntries).Single(text => text.StartsWith($"{model}\n", StringComparison.Ordinal));
        return [.. section.Split('\n')[1..].Where(line => line.Length > 0).Select(Read)];
    }

    private static Expectation Read(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] shape = words[1].Split(':');
        return new(
            new()
            {
                Name = words[0],
                Shape = shape[0] == "scalar" ? [] : [.. shape[0].Split('x').Select(axis => long.Parse(axis, CultureInfo.InvariantCulture))],
                Type = shape.Length > 1 ? Enum.Parse<TensorType>(shape[1]) : TensorType.Float32,
                Offset = 0,
            },
            words[2],
            words[3]);
    }

    internal sealed record Expectation(TensorInfo Tensor, string Role, string Fans);

    private const string Text = """
        == resnet18
        conv1.weight 64x3x7x7 convolution 147/3136
        bn1.weight 64 norm-scale 1/1
        bn1.bias 64 norm-shift 1/1
        bn1.running_mean 64 running-mean 1/1
        bn1.running_var 64 running-variance 1/1
        bn1.num_batches_tracked scalar:Int64 constant -
        layer1.0.conv1.weight 64x64x3x3 convolution 576/576
        layer2.0.conv1.weight 128x64x3x3 convolution 576/1152
        layer2.0.downsample.0.weight 128x64x1x1 convolution 64/128
        layer2.0.downsample.1.weight 128 norm-scale 1/1
        layer2.0.downsample.1.bias 128 norm-shift 1/1
        layer2.0.downsample.1.running_mean 128 running-mean 1/1
        fc.weight 1000x512 dense 512/1000
        fc.bias 1000 bias 512/1000
        == mobilenet_v2
        features.0.0.weight 32x3x3x3 convolution 27/288
        features.0.1.weight 32 norm-scale 1/1
        features.0.1.bias 32 norm-shift 1/1
        features.0.1.running_mean 32 running-mean 1/1
        features.1.conv.0.0.weight 32x1x3x3 depthwise 9/9
        features.1.conv.0.1.weight 32 norm-scale 1/1
        features.1.conv.0.1.bias 32 norm-shift 1/1
        features.1.conv.0.1.running_mean 32 running-mean 1/1
        features.1.conv.1.weight 16x32x1x1 convolution 32/16
        features.2.conv.1.0.weight 96x1x3x3 depthwise 9/9
        classifier.1.weight 1000x1280 dense 1280/1000
        classifier.1.bias 1000 bias 1280/1000
        == timm.vit_base_patch16_224
        cls_token 1x1x768 embedding 1/768
        pos_embed 1x197x768 embedding 1/768
        patch_embed.proj.weight 768x3x16x16 convolution 768/196608
        patch_embed.proj.bias 768 bias 768/196608
        blocks.0.norm1.weight 768 norm-scale 1/1
        blocks.0.norm1.bias 768 norm-shift 1/1
        blocks.0.attn.qkv.weight 2304x768 packed 768/768
        blocks.0.attn.qkv.bias 2304 bias 768/768
        blocks.0.attn.proj.weight 768x768 dense 768/768
        blocks.0.attn.proj.bias 768 bias 768/768
        blocks.0.ls1.gamma 768 unknown -
        blocks.0.mlp.fc1.weight 3072x768 dense 768/3072
        blocks.0.mlp.fc1.bias 3072 bias 768/3072
        norm.weight 768 norm-scale 1/1
        norm.bias 768 norm-shift 1/1
        head.weight 1000x768 dense 768/1000
        == timm.convnext_and_swin
        stem.0.weight 96x3x4x4 convolution 48/1536
        stem.0.bias 96 bias 48/1536
        stages.0.blocks.0.conv_dw.weight 96x1x7x7 depthwise 49/49
        stages.0.blocks.0.conv_dw.bias 96 bias 49/49
        stages.0.blocks.0.gamma 96 unknown -
        layers.0.blocks.0.attn.relative_position_bias_table 169x3 embedding 1/3
        layers.0.blocks.0.attn.relative_position_index 49x49:Int64 constant -
        == bert-base-uncased
        bert.embeddings.position_ids 1x512:Int64 constant -
        bert.embeddings.word_embeddings.weight 30522x768 embedding 1/768
        bert.embeddings.position_embeddings.weight 512x768 embedding 1/768
        bert.embeddings.token_type_embeddings.weight 2x768 embedding 1/768
        bert.embeddings.LayerNorm.gamma 768 norm-scale 1/1
        bert.embeddings.LayerNorm.beta 768 norm-shift 1/1
        bert.encoder.layer.0.attention.self.query.weight 768x768 dense 768/768
        bert.encoder.layer.0.attention.self.query.bias 768 bias 768/768
        bert.encoder.layer.0.attention.output.LayerNorm.weight 768 norm-scale 1/1
        bert.encoder.layer.0.attention.output.LayerNorm.bias 768 norm-shift 1/1
        bert.encoder.layer.0.intermediate.dense.weight 3072x768 dense 768/3072
        bert.encoder.layer.0.intermediate.dense.bias 3072 bias 768/3072
        bert.encoder.layer.0.output.dense.weight 768x3072 dense 3072/768
        bert.pooler.dense.weight 768x768 dense 768/768
        cls.predictions.bias 30522 bias -
        == gpt2
        wte.weight 50257x768 embedding 1/768
        wpe.weight 1024x768 embedding 1/768
        h.0.ln_1.weight 768 norm-scale 1/1
        h.0.ln_1.bias 768 norm-shift 1/1
        h.0.attn.bias 1x1x1024x1024 constant -
        h.0.attn.masked_bias scalar constant -
        h.0.attn.c_attn.weight 768x2304 packed 768/768
        h.0.attn.c_attn.bias 2304 bias 768/768
        h.0.attn.c_proj.weight 768x768 dense 768/768
        h.0.attn.c_proj.bias 768 bias 768/768
        h.0.mlp.c_fc.weight 768x3072 dense 768/3072
        h.0.mlp.c_fc.bias 3072 bias 768/3072
        h.0.mlp.c_proj.weight 3072x768 dense 3072/768
        h.0.mlp.c_proj.bias 768 bias 3072/768
        ln_f.weight 768 norm-scale 1/1
        ln_f.bias 768 norm-shift 1/1
        == nanogpt
        transformer.wte.weight 50257x768 embedding 1/768
        transformer.h.0.attn.c_attn.weight 2304x768 packed 768/768
        transformer.h.0.attn.c_proj.weight 768x768 dense 768/768
        transformer.h.0.mlp.c_fc.weight 3072x768 dense 768/3072
        transformer.h.0.mlp.c_proj.weight 768x3072 dense 3072/768
        lm_head.weight 50257x768 dense 768/50257
        == llama-3-8b
        model.embed_tokens.weight 128256x4096:BFloat16 embedding 1/4096
        model.layers.0.self_attn.q_proj.weight 4096x4096:BFloat16 dense 4096/4096
        model.layers.0.self_attn.k_proj.weight 1024x4096:BFloat16 dense 4096/1024
        model.layers.0.self_attn.v_proj.weight 1024x4096:BFloat16 dense 4096/1024
        model.layers.0.self_attn.o_proj.weight 4096x4096:BFloat16 dense 4096/4096
        model.layers.0.self_attn.rotary_emb.inv_freq 64 constant -
        model.layers.0.mlp.gate_proj.weight 14336x4096:BFloat16 dense 4096/14336
        model.layers.0.mlp.up_proj.weight 14336x4096:BFloat16 dense 4096/14336
        model.layers.0.mlp.down_proj.weight 4096x14336:BFloat16 dense 14336/4096
        model.layers.0.input_layernorm.weight 4096:BFloat16 norm-scale 1/1
        model.norm.weight 4096:BFloat16 norm-scale 1/1
        lm_head.weight 128256x4096:BFloat16 dense 4096/128256
        == phi-3-mini-and-mixture
        model.layers.0.self_attn.qkv_proj.weight 9216x3072 packed 3072/3072
        model.layers.1.self_attn.qkv_proj.weight 5120x3072 dense 3072/5120
        model.layers.0.mlp.gate_up_proj.weight 16384x3072 packed 3072/8192
        model.layers.0.self_attn.kv_proj.weight 2048x3072 packed 3072/1024
        blk.0.attn.to_qkv.weight 1536x1024 packed 1024/512
        gpt_neox.layers.0.attention.query_key_value.weight 1536x512 packed 512/512
        embed_out.weight 50304x512 dense 512/50304
        == t5-small
        shared.weight 32128x512 embedding 1/512
        encoder.block.0.layer.0.SelfAttention.q.weight 512x512 dense 512/512
        encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight 32x8 embedding 1/8
        encoder.block.0.layer.0.layer_norm.weight 512 norm-scale 1/1
        encoder.block.0.layer.1.DenseReluDense.wi.weight 2048x512 dense 512/2048
        encoder.final_layer_norm.weight 512 norm-scale 1/1
        == clip-vit-base-patch32
        logit_scale scalar unknown -
        text_model.embeddings.position_ids 1x77:Float16 constant -
        text_model.embeddings.token_embedding.weight 49408x512 embedding 1/512
        text_model.encoder.layers.0.layer_norm1.weight 512 norm-scale 1/1
        text_model.encoder.layers.0.layer_norm1.bias 512 norm-shift 1/1
        vision_model.embeddings.class_embedding 768 embedding 1/768
        vision_model.embeddings.patch_embedding.weight 768x3x32x32 convolution 3072/786432
        vision_model.pre_layrnorm.weight 768 norm-scale 1/1
        visual_projection.weight 512x768 dense 768/512
        == openai-clip
        positional_embedding 77x512 embedding 1/512
        text_projection 512x768 dense 512/768
        visual.proj 768x512 dense 768/512
        transformer.resblocks.0.attn.in_proj_weight 1536x512 packed 512/512
        transformer.resblocks.0.attn.in_proj_bias 1536 bias 512/512
        ln_final.weight 512 norm-scale 1/1
        ln_final.bias 512 norm-shift 1/1
        == unet
        inc.double_conv.0.weight 64x1x3x3 convolution 9/576
        inc.double_conv.1.weight 64 norm-scale 1/1
        inc.double_conv.1.bias 64 norm-shift 1/1
        inc.double_conv.1.running_mean 64 running-mean 1/1
        up1.up.weight 1024x512x2x2 transposed 4096/2048
        up1.up.bias 512 bias 4096/2048
        up1.conv.double_conv.0.weight 512x1024x3x3 convolution 9216/4608
        outc.conv.weight 2x64x1x1 convolution 64/2
        outc.conv.bias 2 bias 64/2
        == dcgan
        main.0.weight 100x512x4x4 transposed 1600/8192
        main.1.weight 512 norm-scale 1/1
        main.1.bias 512 norm-shift 1/1
        main.1.running_mean 512 running-mean 1/1
        == decoder-without-bias
        deconv1.weight 64x64x4x4 transposed 1024/1024
        deconv2.weight 64x32x4x4 transposed 1024/512
        upsample.conv.weight 32x32x3x3 convolution 288/288
        == keras-cnn
        conv2d/kernel:0 3x3x1x32 convolution 9/288
        conv2d/bias:0 32 bias 9/288
        separable_conv2d/depthwise_kernel:0 3x3x32x2 depthwise 9/18
        separable_conv2d/pointwise_kernel:0 1x1x64x48 convolution 64/48
        separable_conv2d/bias:0 48 bias 64/48
        batch_normalization/gamma:0 32 norm-scale 1/1
        batch_normalization/beta:0 32 norm-shift 1/1
        batch_normalization/moving_mean:0 32 running-mean 1/1
        batch_normalization/moving_variance:0 32 running-variance 1/1
        conv2d_transpose/kernel:0 3x3x16x32 transposed 288/144
        conv2d_transpose/bias:0 16 bias 288/144
        embedding/embeddings:0 1000x64 embedding 1/64
        lstm/lstm_cell/kernel:0 64x512 packed 64/128
        lstm/lstm_cell/recurrent_kernel:0 128x512 packed 128/128
        lstm/lstm_cell/bias:0 512 bias 64/128
        gru/gru_cell/kernel:0 64x96 packed 64/32
        gru/gru_cell/recurrent_kernel:0 32x96 packed 32/32
        gru/gru_cell/bias:0 2x96 bias 64/32
        simple_rnn/cell/kernel:0 64x32 dense 64/32
        simple_rnn/cell/recurrent_kernel:0 32x32 dense 32/32
        multi_head_attention/query/kernel:0 64x4x16 dense 64/64
        multi_head_attention/query/bias:0 4x16 bias 64/64
        multi_head_attention/attention_output/kernel:0 4x16x64 dense 64/64
        dense/kernel:0 1600x10 dense 1600/10
        dense/bias:0 10 bias 1600/10
        == flax-mlp
        params/Dense_0/kernel 784x128 dense 784/128
        params/Dense_0/bias 128 bias 784/128
        params/Conv_0/kernel 3x3x16x32 convolution 144/288
        params/dwconv/kernel 3x3x1x32 depthwise 9/9
        params/ConvTranspose_0/kernel 3x3x16x24 transposed 144/216
        params/ConvTranspose_0/bias 24 bias 144/216
        params/LayerNorm_0/scale 128 norm-scale 1/1
        params/LayerNorm_0/bias 128 norm-shift 1/1
        params/Embed_0/embedding 1000x64 embedding 1/64
        params/attn/qkv/kernel 64x192 packed 64/64
        batch_stats/BatchNorm_0/mean 32 running-mean 1/1
        batch_stats/BatchNorm_0/var 32 running-variance 1/1
        == haiku
        mlp/~/linear_0/w 784x300 dense 784/300
        mlp/~/linear_0/b 300 bias 784/300
        layer_norm/scale 300 norm-scale 1/1
        layer_norm/offset 300 norm-shift 1/1
        rms/scale 300 norm-scale 1/1
        block/gamma 64 norm-scale 1/1
        block/beta 64 norm-shift 1/1
        == torch_geometric-gcn
        conv1.weight 1433x16 dense 1433/16
        conv1.bias 16 bias 1433/16
        == peft-lora
        base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight 8x4096 lora-a 4096/8
        base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight 4096x8 lora-b 8/4096
        base_model.model.model.layers.0.self_attn.v_proj.lora_A.default.weight 8x4096 lora-a 4096/8
        lora_unet_mid_block.lora_down.weight 4x320x3x3 lora-a 2880/36
        lora_unet_mid_block.lora_up.weight 320x4x1x1 lora-b 4/320
        lora_unet_mid_block.alpha scalar constant -
        == gguf
        token_embd.weight 32000x4096 embedding 1/4096
        blk.0.attn_norm.weight 4096 norm-scale 1/1
        blk.0.attn_q.weight 4096x4096 dense 4096/4096
        blk.0.attn_k.weight 1024x4096 dense 4096/1024
        blk.0.ffn_gate_exps.weight 8x14336x4096 packed 4096/14336
        blk.0.attn_qkv.weight 12288x4096 packed 4096/4096
        output_norm.weight 4096 norm-scale 1/1
        output.weight 32000x4096 dense 4096/32000
        rope_freqs.weight 64 constant -
        == torch.LSTM
        weight_ih_l0 80x10 packed 10/20
        weight_hh_l0 80x20 packed 20/20
        bias_ih_l0 80 bias 10/20
        bias_hh_l0 80 bias 20/20
        weight_ih_l0_reverse 80x10 packed 10/20
        weight_hh_l0_reverse 80x20 packed 20/20
        bias_ih_l0_reverse 80 bias 10/20
        weight_ih_l1 80x40 packed 40/20
        weight_hh_l1 80x20 packed 20/20
        == torch.LSTM.proj_size
        weight_ih_l0 80x10 packed 10/20
        weight_hh_l0 80x5 packed 5/20
        bias_ih_l0 80 bias 10/20
        weight_hr_l0 5x20 dense 20/5
        == torch.GRU
        weight_ih_l0 60x10 packed 10/20
        weight_hh_l0 60x20 packed 20/20
        bias_hh_l0 60 bias 20/20
        == torch.RNN
        weight_ih_l0 20x10 dense 10/20
        weight_hh_l0 20x20 dense 20/20
        bias_ih_l0 20 bias 10/20
        == torch.MultiheadAttention
        in_proj_weight 96x32 packed 32/32
        in_proj_bias 96 bias 32/32
        out_proj.weight 32x32 dense 32/32
        out_proj.bias 32 bias 32/32
        == torch.MultiheadAttention.kdim
        q_proj_weight 32x32 dense 32/32
        k_proj_weight 32x16 dense 16/32
        v_proj_weight 32x24 dense 24/32
        in_proj_bias 96 bias -
        bias_k 1x1x32 unknown -
        bias_v 1x1x32 unknown -
        == torch.TransformerEncoderLayer
        self_attn.in_proj_weight 96x32 packed 32/32
        self_attn.in_proj_bias 96 bias 32/32
        self_attn.out_proj.weight 32x32 dense 32/32
        linear1.weight 64x32 dense 32/64
        linear1.bias 64 bias 32/64
        norm1.weight 32 norm-scale 1/1
        norm1.bias 32 norm-shift 1/1
        == torch.Sequential
        0.weight 8x4x3x3 transposed 72/36
        0.bias 4 bias 72/36
        1.weight 4 norm-scale 1/1
        1.bias 4 norm-shift 1/1
        1.running_mean 4 running-mean 1/1
        2.weight 4x6x3x3 transposed 36/54
        3.weight 6 norm-scale 1/1
        3.bias 6 norm-shift 1/1
        3.running_mean 6 running-mean 1/1
        4.weight 6x1x3x3 depthwise 9/9
        4.bias 6 bias 9/9
        5.weight 12x3x3x3 convolution 27/108
        6.weight 4x4 dense 4/4
        7.weight 3x5 norm-scale 1/1
        7.bias 3x5 norm-shift 1/1
        9.weight 4 unknown -
        bilinear.weight 5x3x4 dense 12/20
        bilinear.bias 5 bias 12/20
        prelu.weight 4 unknown -
        == torch.weight_norm
        0.bias 4 bias 3/4
        0.weight_g 4x1 unknown -
        0.weight_v 4x3 dense 3/4
        1.bias 4 bias 27/36
        1.weight_orig 4x3x3x3 convolution 27/36
        1.weight_u 4 unknown -
        1.weight_v 27 unknown -
        2.bias 6 bias 5/6
        2.parametrizations.weight.original 6x5 dense 5/6
        2.parametrizations.weight.0.base 6x6 unknown -
        == torch.grouped_transposed
        0.weight 64x8x4x4 transposed 256/128
        0.bias 32 bias 256/128
        == torch.checkpoint
        model.fc.weight 10x20 dense 20/10
        model.fc.bias 10 bias 20/10
        optimizer.state.0.step scalar constant -
        optimizer.state.0.exp_avg 10x20 constant -
        optimizer.state.0.exp_avg_sq 10x20 constant -
        optimizer.state.0.max_exp_avg_sq 10x20 constant -
        sgd.state.0.momentum_buffer 10x20 constant -
        optimizer.state.exp_avg.model.fc.weight 10x20 constant -
        == computed
        pos_encoder.pe 5000x1x512 constant -
        layers.0.self_attn.rotary_emb.cos_cached 1x1x2048x64 constant -
        layers.0.self_attn.rotary_emb.sin_cached 1x1x2048x64 constant -
        layers.0.self_attn.rotary_emb.original_inv_freq 32 constant -
        layers.1.blocks.1.attn_mask 16x49x49 constant -
        transformer.h.0.attn.mask 1x1x128x128 constant -
        freqs_cis 64x64 constant -
        == decision-transformer
        embed_state.weight 128x17 dense 17/128
        embed_state.bias 128 bias 17/128
        == by-letter
        be 64x64 dense 64/64
        b1 1x64 bias -
        bo 64 bias -
        == by-shape
        W1 784x100 dense 784/100
        b1 100 bias 784/100
        arr_0 30x40 dense 40/30
        arr_1 8x3x5x5 convolution 75/200
        volume 300x200x100 unknown -
        temperature scalar unknown -
        empty.weight 0x5 dense -
        mystery 17 unknown -
        sum_of_all scalar unknown -
        """;
}
