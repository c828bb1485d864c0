#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void kConv(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *m, __private int x, __private int w, __private int biased, __private int bias, __private int y, __private int l, __private int channels, __private int t, __private int outputs, __private int kernel, __private int stride, __private int dilation, __private int pad, __private int items, __private int padded)
{
  float f_156, f_30, f_31, f_32, f_33, f_289, f_34, f_162, f_147, f_148, f_276, f_277, f_278, f_279, f_24, f_280, f_270, f_144, f_145, f_146, f_259, f_260, f_261, f_138, f_251, f_125, f_126, f_127, f_128, f_129, f_257, f_258, f_119, f_107, f_108, f_109, f_110, f_238, f_239, f_240, f_241, f_242, f_100, f_232, f_106, f_91, f_219, f_220, f_221, f_222, f_223, f_213, f_87, f_88, f_89, f_90, f_203, f_204, f_81, f_68, f_69, f_70, f_71, f_72, f_200, f_201, f_202, f_62, f_194, f_51, f_52, f_53, f_181, f_182, f_183, f_311, f_184, f_185, f_43, f_299, f_175, f_49, f_305, f_50, f_163, f_164, f_165, f_166, f_295, f_296, f_297, f_298; 
  bool b_225, b_131, b_36, b_5, b_263, b_168, b_282, b_187, b_93, b_17, b_244, b_149, b_55, b_74, b_206, b_112; 
  long l_229, l_228, l_39, l_230, l_97, l_96, l_98, l_173, l_172, l_41, l_40, l_171, l_117, l_309, l_116, l_308, l_247, l_115, l_307, l_60, l_191, l_190, l_249, l_248, l_59, l_58, l_135, l_134, l_192, l_77, l_268, l_79, l_78, l_136, l_267, l_266, l_21, l_20, l_22, l_209, l_211, l_210, l_285, l_287, l_286, l_153, l_152, l_154; 
  ulong ul_102, ul_103, ul_231, ul_104, ul_105, ul_234, ul_235, ul_99, ul_84, ul_212, ul_85, ul_86, ul_215, ul_216, ul_217, ul_218, ul_80, ul_83, ul_137, ul_124, ul_253, ul_254, ul_255, ul_0, ul_256, ul_118, ul_121, ul_122, ul_250, ul_123, ul_236, ul_237, ul_292, ul_293, ul_294, ul_42, ul_28, ul_29, ul_158, ul_159, ul_160, ul_288, ul_161, ul_291, ul_23, ul_26, ul_27, ul_155, ul_140, ul_141, ul_269, ul_142, ul_143, ul_272, ul_273, ul_274, ul_275, ul_196, ul_197, ul_198, ul_199, ul_61, ul_64, ul_65, ul_193, ul_66, ul_67, ul_180, ul_310, ul_45, ul_301, ul_46, ul_174, ul_302, ul_47, ul_303, ul_48, ul_304, ul_177, ul_178, ul_179; 
  int i_44, i_300, i_169, i_170, i_37, i_38, i_167, i_290, i_35, i_188, i_189, i_63, i_56, i_312, i_57, i_186, i_54, i_176, i_306, i_12, i_13, i_14, i_15, i_271, i_8, i_264, i_9, i_265, i_10, i_11, i_139, i_4, i_132, i_133, i_6, i_262, i_7, i_1, i_2, i_130, i_3, i_284, i_157, i_25, i_281, i_283, i_150, i_151, i_16, i_18, i_19, i_111, i_233, i_101, i_224, i_226, i_227, i_252, i_120, i_245, i_246, i_113, i_114, i_243, i_76, i_205, i_207, i_73, i_75, i_195, i_92, i_94, i_95, i_214, i_208, i_82; 

  // BLOCK 0
  ul_0  =  (ulong) m;
  i_1  =  get_global_size(0);
  i_2  =  get_global_id(0);
  // BLOCK 1 MERGES [0 50 ]
  i_3  =  i_2;
  for(;i_3 < 2304;)
  {
    // BLOCK 2
    i_4  =  i_1 + i_3;
    b_5  =  i_3 < 2240;
    if(b_5)
    {
      // BLOCK 3
      i_6  =  i_3 % 16;
      i_7  =  i_6 << 4;
      i_8  =  i_7 - i_6;
      i_9  =  i_3 >> 31;
      i_10  =  i_9 >> 28;
      i_11  =  i_10 + i_3;
      i_12  =  i_11 >> 4;
      i_13  =  i_12 / 70;
      i_14  =  i_13 * 70;
      i_15  =  i_12 % 70;
      i_16  =  i_15 + -7;
      b_17  =  i_16 >= 0 && i_16 < 70;
      if(b_17)
      {
        // BLOCK 4
        i_18  =  i_14 + i_16;
        i_19  =  i_18 + 14227;
        l_20  =  (long) i_19;
        l_21  =  l_20 << 2;
        l_22  =  l_21 + 16L;
        ul_23  =  ul_0 + l_22;
        f_24  =  *((__global float *) ul_23);
        i_25  =  i_8 + 13715;
        ul_26  =  i_25 & 4294967295UL;
        ul_27  =  ul_26 << 2;
        ul_28  =  ul_27 + 16L;
        ul_29  =  ul_0 + ul_28;
        f_30  =  *((__global float *) ul_29);
        f_31  =  fma(f_24, f_30, 0.0F);
        f_32  =  f_31 + 0.0F;
        f_33  =  f_32 + 0.0F;
        f_34  =  f_33;
      }  // B3
      else
      {
        // BLOCK 5
        f_34  =  0.0F;
      }  // B3
      // BLOCK 6 MERGES [5 4 ]
      i_35  =  i_15 + -6;
      b_36  =  i_35 >= 0 && i_35 < 70;
      if(b_36)
      {
        // BLOCK 7
        i_37  =  i_14 + i_35;
        i_38  =  i_37 + 14227;
        l_39  =  (long) i_38;
        l_40  =  l_39 << 2;
        l_41  =  l_40 + 16L;
        ul_42  =  ul_0 + l_41;
        f_43  =  *((__global float *) ul_42);
        i_44  =  i_8 + 13716;
        ul_45  =  i_44 & 4294967295UL;
        ul_46  =  ul_45 << 2;
        ul_47  =  ul_46 + 16L;
        ul_48  =  ul_0 + ul_47;
        f_49  =  *((__global float *) ul_48);
        f_50  =  fma(f_43, f_49, 0.0F);
        f_51  =  f_50 + 0.0F;
        f_52  =  f_34 + f_51;
        f_53  =  f_52;
      }  // B6
      else
      {
        // BLOCK 8
        f_53  =  f_34;
      }  // B6
      // BLOCK 9 MERGES [8 7 ]
      i_54  =  i_15 + -5;
      b_55  =  i_54 >= 0 && i_54 < 70;
      if(b_55)
      {
        // BLOCK 10
        i_56  =  i_14 + i_54;
        i_57  =  i_56 + 14227;
        l_58  =  (long) i_57;
        l_59  =  l_58 << 2;
        l_60  =  l_59 + 16L;
        ul_61  =  ul_0 + l_60;
        f_62  =  *((__global float *) ul_61);
        i_63  =  i_8 + 13717;
        ul_64  =  i_63 & 4294967295UL;
        ul_65  =  ul_64 << 2;
        ul_66  =  ul_65 + 16L;
        ul_67  =  ul_0 + ul_66;
        f_68  =  *((__global float *) ul_67);
        f_69  =  fma(f_62, f_68, 0.0F);
        f_70  =  f_69 + 0.0F;
        f_71  =  f_53 + f_70;
        f_72  =  f_71;
      }  // B9
      else
      {
        // BLOCK 11
        f_72  =  f_53;
      }  // B9
      // BLOCK 12 MERGES [11 10 ]
      i_73  =  i_15 + -4;
      b_74  =  i_73 >= 0 && i_73 < 70;
      if(b_74)
      {
        // BLOCK 13
        i_75  =  i_14 + i_73;
        i_76  =  i_75 + 14227;
        l_77  =  (long) i_76;
        l_78  =  l_77 << 2;
        l_79  =  l_78 + 16L;
        ul_80  =  ul_0 + l_79;
        f_81  =  *((__global float *) ul_80);
        i_82  =  i_8 + 13718;
        ul_83  =  i_82 & 4294967295UL;
        ul_84  =  ul_83 << 2;
        ul_85  =  ul_84 + 16L;
        ul_86  =  ul_0 + ul_85;
        f_87  =  *((__global float *) ul_86);
        f_88  =  fma(f_81, f_87, 0.0F);
        f_89  =  f_88 + 0.0F;
        f_90  =  f_72 + f_89;
        f_91  =  f_90;
      }  // B12
      else
      {
        // BLOCK 14
        f_91  =  f_72;
      }  // B12
      // BLOCK 15 MERGES [14 13 ]
      i_92  =  i_15 + -3;
      b_93  =  i_92 >= 0 && i_92 < 70;
      if(b_93)
      {
        // BLOCK 16
        i_94  =  i_14 + i_92;
        i_95  =  i_94 + 14227;
        l_96  =  (long) i_95;
        l_97  =  l_96 << 2;
        l_98  =  l_97 + 16L;
        ul_99  =  ul_0 + l_98;
        f_100  =  *((__global float *) ul_99);
        i_101  =  i_8 + 13719;
        ul_102  =  i_101 & 4294967295UL;
        ul_103  =  ul_102 << 2;
        ul_104  =  ul_103 + 16L;
        ul_105  =  ul_0 + ul_104;
        f_106  =  *((__global float *) ul_105);
        f_107  =  fma(f_100, f_106, 0.0F);
        f_108  =  f_107 + 0.0F;
        f_109  =  f_91 + f_108;
        f_110  =  f_109;
      }  // B15
      else
      {
        // BLOCK 17
        f_110  =  f_91;
      }  // B15
      // BLOCK 18 MERGES [17 16 ]
      i_111  =  i_15 + -2;
      b_112  =  i_111 >= 0 && i_111 < 70;
      if(b_112)
      {
        // BLOCK 19
        i_113  =  i_14 + i_111;
        i_114  =  i_113 + 14227;
        l_115  =  (long) i_114;
        l_116  =  l_115 << 2;
        l_117  =  l_116 + 16L;
        ul_118  =  ul_0 + l_117;
        f_119  =  *((__global float *) ul_118);
        i_120  =  i_8 + 13720;
        ul_121  =  i_120 & 4294967295UL;
        ul_122  =  ul_121 << 2;
        ul_123  =  ul_122 + 16L;
        ul_124  =  ul_0 + ul_123;
        f_125  =  *((__global float *) ul_124);
        f_126  =  fma(f_119, f_125, 0.0F);
        f_127  =  f_126 + 0.0F;
        f_128  =  f_110 + f_127;
        f_129  =  f_128;
      }  // B18
      else
      {
        // BLOCK 20
        f_129  =  f_110;
      }  // B18
      // BLOCK 21 MERGES [20 19 ]
      i_130  =  i_15 + -1;
      b_131  =  i_130 >= 0 && i_130 < 70;
      if(b_131)
      {
        // BLOCK 22
        i_132  =  i_14 + i_130;
        i_133  =  i_132 + 14227;
        l_134  =  (long) i_133;
        l_135  =  l_134 << 2;
        l_136  =  l_135 + 16L;
        ul_137  =  ul_0 + l_136;
        f_138  =  *((__global float *) ul_137);
        i_139  =  i_8 + 13721;
        ul_140  =  i_139 & 4294967295UL;
        ul_141  =  ul_140 << 2;
        ul_142  =  ul_141 + 16L;
        ul_143  =  ul_0 + ul_142;
        f_144  =  *((__global float *) ul_143);
        f_145  =  fma(f_138, f_144, 0.0F);
        f_146  =  f_145 + 0.0F;
        f_147  =  f_129 + f_146;
        f_148  =  f_147;
      }  // B21
      else
      {
        // BLOCK 23
        f_148  =  f_129;
      }  // B21
      // BLOCK 24 MERGES [23 22 ]
      b_149  =  i_15 >= 0 && i_15 < 70;
      if(b_149)
      {
        // BLOCK 25
        i_150  =  i_14 + i_15;
        i_151  =  i_150 + 14227;
        l_152  =  (long) i_151;
        l_153  =  l_152 << 2;
        l_154  =  l_153 + 16L;
        ul_155  =  ul_0 + l_154;
        f_156  =  *((__global float *) ul_155);
        i_157  =  i_8 + 13722;
        ul_158  =  i_157 & 4294967295UL;
        ul_159  =  ul_158 << 2;
        ul_160  =  ul_159 + 16L;
        ul_161  =  ul_0 + ul_160;
        f_162  =  *((__global float *) ul_161);
        f_163  =  fma(f_156, f_162, 0.0F);
        f_164  =  f_163 + 0.0F;
        f_165  =  f_148 + f_164;
        f_166  =  f_165;
      }  // B24
      else
      {
        // BLOCK 26
        f_166  =  f_148;
      }  // B24
      // BLOCK 27 MERGES [26 25 ]
      i_167  =  i_15 + 1;
      b_168  =  i_167 >= 0 && i_167 < 70;
      if(b_168)
      {
        // BLOCK 28
        i_169  =  i_14 + i_167;
        i_170  =  i_169 + 14227;
        l_171  =  (long) i_170;
        l_172  =  l_171 << 2;
        l_173  =  l_172 + 16L;
        ul_174  =  ul_0 + l_173;
        f_175  =  *((__global float *) ul_174);
        i_176  =  i_8 + 13723;
        ul_177  =  i_176 & 4294967295UL;
        ul_178  =  ul_177 << 2;
        ul_179  =  ul_178 + 16L;
        ul_180  =  ul_0 + ul_179;
        f_181  =  *((__global float *) ul_180);
        f_182  =  fma(f_175, f_181, 0.0F);
        f_183  =  f_182 + 0.0F;
        f_184  =  f_166 + f_183;
        f_185  =  f_184;
      }  // B27
      else
      {
        // BLOCK 29
        f_185  =  f_166;
      }  // B27
      // BLOCK 30 MERGES [29 28 ]
      i_186  =  i_15 + 2;
      b_187  =  i_186 >= 0 && i_186 < 70;
      if(b_187)
      {
        // BLOCK 31
        i_188  =  i_14 + i_186;
        i_189  =  i_188 + 14227;
        l_190  =  (long) i_189;
        l_191  =  l_190 << 2;
        l_192  =  l_191 + 16L;
        ul_193  =  ul_0 + l_192;
        f_194  =  *((__global float *) ul_193);
        i_195  =  i_8 + 13724;
        ul_196  =  i_195 & 4294967295UL;
        ul_197  =  ul_196 << 2;
        ul_198  =  ul_197 + 16L;
        ul_199  =  ul_0 + ul_198;
        f_200  =  *((__global float *) ul_199);
        f_201  =  fma(f_194, f_200, 0.0F);
        f_202  =  f_201 + 0.0F;
        f_203  =  f_185 + f_202;
        f_204  =  f_203;
      }  // B30
      else
      {
        // BLOCK 32
        f_204  =  f_185;
      }  // B30
      // BLOCK 33 MERGES [32 31 ]
      i_205  =  i_15 + 3;
      b_206  =  i_205 >= 0 && i_205 < 70;
      if(b_206)
      {
        // BLOCK 34
        i_207  =  i_14 + i_205;
        i_208  =  i_207 + 14227;
        l_209  =  (long) i_208;
        l_210  =  l_209 << 2;
        l_211  =  l_210 + 16L;
        ul_212  =  ul_0 + l_211;
        f_213  =  *((__global float *) ul_212);
        i_214  =  i_8 + 13725;
        ul_215  =  i_214 & 4294967295UL;
        ul_216  =  ul_215 << 2;
        ul_217  =  ul_216 + 16L;
        ul_218  =  ul_0 + ul_217;
        f_219  =  *((__global float *) ul_218);
        f_220  =  fma(f_213, f_219, 0.0F);
        f_221  =  f_220 + 0.0F;
        f_222  =  f_204 + f_221;
        f_223  =  f_222;
      }  // B33
      else
      {
        // BLOCK 35
        f_223  =  f_204;
      }  // B33
      // BLOCK 36 MERGES [35 34 ]
      i_224  =  i_15 + 4;
      b_225  =  i_224 >= 0 && i_224 < 70;
      if(b_225)
      {
        // BLOCK 37
        i_226  =  i_14 + i_224;
        i_227  =  i_226 + 14227;
        l_228  =  (long) i_227;
        l_229  =  l_228 << 2;
        l_230  =  l_229 + 16L;
        ul_231  =  ul_0 + l_230;
        f_232  =  *((__global float *) ul_231);
        i_233  =  i_8 + 13726;
        ul_234  =  i_233 & 4294967295UL;
        ul_235  =  ul_234 << 2;
        ul_236  =  ul_235 + 16L;
        ul_237  =  ul_0 + ul_236;
        f_238  =  *((__global float *) ul_237);
        f_239  =  fma(f_232, f_238, 0.0F);
        f_240  =  f_239 + 0.0F;
        f_241  =  f_223 + f_240;
        f_242  =  f_241;
      }  // B36
      else
      {
        // BLOCK 38
        f_242  =  f_223;
      }  // B36
      // BLOCK 39 MERGES [38 37 ]
      i_243  =  i_15 + 5;
      b_244  =  i_243 >= 0 && i_243 < 70;
      if(b_244)
      {
        // BLOCK 40
        i_245  =  i_14 + i_243;
        i_246  =  i_245 + 14227;
        l_247  =  (long) i_246;
        l_248  =  l_247 << 2;
        l_249  =  l_248 + 16L;
        ul_250  =  ul_0 + l_249;
        f_251  =  *((__global float *) ul_250);
        i_252  =  i_8 + 13727;
        ul_253  =  i_252 & 4294967295UL;
        ul_254  =  ul_253 << 2;
        ul_255  =  ul_254 + 16L;
        ul_256  =  ul_0 + ul_255;
        f_257  =  *((__global float *) ul_256);
        f_258  =  fma(f_251, f_257, 0.0F);
        f_259  =  f_258 + 0.0F;
        f_260  =  f_242 + f_259;
        f_261  =  f_260;
      }  // B39
      else
      {
        // BLOCK 41
        f_261  =  f_242;
      }  // B39
      // BLOCK 42 MERGES [41 40 ]
      i_262  =  i_15 + 6;
      b_263  =  i_262 >= 0 && i_262 < 70;
      if(b_263)
      {
        // BLOCK 43
        i_264  =  i_14 + i_262;
        i_265  =  i_264 + 14227;
        l_266  =  (long) i_265;
        l_267  =  l_266 << 2;
        l_268  =  l_267 + 16L;
        ul_269  =  ul_0 + l_268;
        f_270  =  *((__global float *) ul_269);
        i_271  =  i_8 + 13728;
        ul_272  =  i_271 & 4294967295UL;
        ul_273  =  ul_272 << 2;
        ul_274  =  ul_273 + 16L;
        ul_275  =  ul_0 + ul_274;
        f_276  =  *((__global float *) ul_275);
        f_277  =  fma(f_270, f_276, 0.0F);
        f_278  =  f_277 + 0.0F;
        f_279  =  f_261 + f_278;
        f_280  =  f_279;
      }  // B42
      else
      {
        // BLOCK 44
        f_280  =  f_261;
      }  // B42
      // BLOCK 45 MERGES [44 43 ]
      i_281  =  i_15 + 7;
      b_282  =  i_281 >= 0 && i_281 < 70;
      if(b_282)
      {
        // BLOCK 46
        i_283  =  i_14 + i_281;
        i_284  =  i_283 + 14227;
        l_285  =  (long) i_284;
        l_286  =  l_285 << 2;
        l_287  =  l_286 + 16L;
        ul_288  =  ul_0 + l_287;
        f_289  =  *((__global float *) ul_288);
        i_290  =  i_8 + 13729;
        ul_291  =  i_290 & 4294967295UL;
        ul_292  =  ul_291 << 2;
        ul_293  =  ul_292 + 16L;
        ul_294  =  ul_0 + ul_293;
        f_295  =  *((__global float *) ul_294);
        f_296  =  fma(f_289, f_295, 0.0F);
        f_297  =  f_296 + 0.0F;
        f_298  =  f_280 + f_297;
        f_299  =  f_298;
      }  // B45
      else
      {
        // BLOCK 47
        f_299  =  f_280;
      }  // B45
      // BLOCK 48 MERGES [47 46 ]
      i_300  =  i_6 + 14515;
      ul_301  =  i_300 & 4294967295UL;
      ul_302  =  ul_301 << 2;
      ul_303  =  ul_302 + 16L;
      ul_304  =  ul_0 + ul_303;
      f_305  =  *((__global float *) ul_304);
      i_306  =  i_3 + 6979;
      l_307  =  (long) i_306;
      l_308  =  l_307 << 2;
      l_309  =  l_308 + 16L;
      ul_310  =  ul_0 + l_309;
      f_311  =  f_299 + f_305;
      *((__global float *) ul_310)  =  f_311;
    }  // B2
    else
    {
      // BLOCK 49
    }  // B2
    // BLOCK 50 MERGES [49 48 ]
    i_312  =  i_4;
    i_3  =  i_312;
  }  // B1
  // BLOCK 51
  return;
}  //  kernel
